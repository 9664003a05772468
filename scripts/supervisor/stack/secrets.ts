import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServiceRole, serviceRoles } from '../../servers/database.ts';
import { writePrivateFile } from '../../servers/paths.ts';
import { type KeyName, keyFiles } from '../table.ts';

/** Everything secret of one stack: made at random once, each in a file that only its owner reads. */
export interface Secrets {
  readonly postgresPassword: string;
  readonly rolePasswords: Readonly<Record<ServiceRole, string>>;
  readonly natsToken: string;
  readonly s3SecretKeyFile: string;
  readonly s3SecretKey: string;
  /** A key of mode `test` that the Stripe simulator takes. */
  readonly stripeKeyFile: string;
  readonly apiKeyFile: string;
  readonly apiKey: string;
  /** Of the demo user of Tollgate Central. */
  readonly userPasswordFile: string;
  readonly userPassword: string;
  keyFile(name: KeyName): string;
}

export const openSecrets = (folder: string): Secrets => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const fileOf = (name: string, make: () => string): string => {
    const file = join(folder, name);
    if (!existsSync(file)) writePrivateFile(file, make());
    return file;
  };
  const textOf = (name: string): string => readFileSync(fileOf(name, password), 'utf8').trim();
  const s3SecretKeyFile = fileOf('s3-secret.key', password);
  const apiKeyFile = fileOf('demo-api.key', () => `tgk_test_${password()}`);
  const userPasswordFile = fileOf('demo-user.password', shortPassword);
  const stripeKeyFile = fileOf('stripe-test.key', () => `sk_test_${alphanumeric()}`);
  for (const file of Object.values(keyFiles)) fileOf(file, key);
  return {
    postgresPassword: textOf('postgres.password'),
    rolePasswords: Object.fromEntries(serviceRoles.map((role) => [role, textOf(`postgres-${role}.password`)])) as Record<
      ServiceRole,
      string
    >,
    natsToken: textOf('nats.token'),
    s3SecretKeyFile,
    s3SecretKey: readFileSync(s3SecretKeyFile, 'utf8').trim(),
    stripeKeyFile,
    apiKeyFile,
    apiKey: readFileSync(apiKeyFile, 'utf8').trim(),
    userPasswordFile,
    userPassword: readFileSync(userPasswordFile, 'utf8').trim(),
    keyFile: (name) => join(folder, keyFiles[name]),
  };
};

/** 43 characters that need no escaping anywhere. */
const password = (): string => randomBytes(32).toString('base64url');
/** 16 characters, which a person may have to type: 96 bits. */
const shortPassword = (): string => randomBytes(12).toString('base64url');
const key = (): string => randomBytes(32).toString('base64');
/** As Stripe's own keys look behind their prefix. */
const alphanumeric = (): string => randomBytes(24).toString('hex');
