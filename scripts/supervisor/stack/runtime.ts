import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ServiceRole, urlForRole } from '../../servers/database.ts';
import { minioUrl } from '../../servers/minio.ts';
import { natsUrl } from '../../servers/nats.ts';
import { superuserUrl } from '../../servers/postgres.ts';
import {
  type AcquirerAddress,
  portOffsets,
  type Row,
  type Runtime,
  type ServiceName,
  type StripeAccount,
  table,
} from '../table.ts';
import { ensureCertificates } from './certificates.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** One stack: what the table is filled in from, and what only the supervisor knows. */
export interface Stack extends Runtime {
  /** Its processes: those of the table, unless a test wires them otherwise. */
  readonly rows: readonly Row[];
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly postgresUrl: string;
  readonly mailUrl: string;
  readonly tracesUrl: string;
  /** What the simulators wrote; undefined where the real thing takes their place. */
  readonly acquirerJournal: string | undefined;
  readonly stripeJournal: string | undefined;
}

export const roleOf = (service: ServiceName): ServiceRole => service.replace('-', '_') as ServiceRole;

/** Makes the data folder, the secrets and the certificates where they are missing. */
export const openStack = async (settings: Settings): Promise<Stack> => {
  const { dataDir, portBase } = settings;
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const tlsDir = join(dataDir, 'tls');
  const secrets = openSecrets(join(dataDir, 'secrets'));
  await ensureCertificates(tlsDir);
  const port = (name: keyof typeof portOffsets) => portBase + portOffsets[name];
  const postgresUrl = settings.postgresUrl ?? superuserUrl({ port: port('postgres'), password: secrets.postgresPassword });
  const tracesUrl = `http://127.0.0.1:${port('traces')}`;
  return {
    rows: table,
    settings,
    secrets,
    dataDir,
    port,
    postgresUrl,
    tracesUrl,
    host: '127.0.0.1',
    logLevel: settings.logLevel,
    natsUrl: settings.natsUrl ?? natsUrl({ port: port('nats'), token: secrets.natsToken }),
    ...objectStore(settings, secrets, port('s3')),
    acquirer: acquirerOf(settings, port('acquirer')),
    stripe: stripeOf(settings, secrets, port('stripe')),
    traceEndpoint: settings.traceEndpoint ?? tracesUrl,
    apiUrl: `https://localhost:${port('api')}`,
    downloadsUrl: `https://localhost:${port('downloads')}`,
    storefrontUrl: `https://localhost:${port('storefront')}`,
    mailUrl: `http://127.0.0.1:${port('mail')}`,
    merchantId: 'mer_demo',
    apiKeyFile: secrets.apiKeyFile,
    centralUrl: `https://localhost:${port('api')}/central`,
    userEmail: 'owner@demo.example',
    userPasswordFile: secrets.userPasswordFile,
    acquirerJournal: settings.acquirer === undefined ? join(dataDir, 'acquirer.jsonl') : undefined,
    stripeJournal: settings.stripe === undefined ? join(dataDir, 'stripe.jsonl') : undefined,
    keyFile: secrets.keyFile,
    tlsFile: (name) => join(tlsDir, name),
    postgresUrlFor: (service) => urlForRole(postgresUrl, roleOf(service), secrets.rolePasswords[roleOf(service)]),
  };
};

const acquirerOf = ({ acquirer }: Settings, port: number): AcquirerAddress =>
  acquirer ?? { host: '127.0.0.1', port, mode: 'test' };

const stripeOf = ({ stripe }: Settings, { stripeKeyFile: keyFile }: Secrets, port: number): StripeAccount =>
  stripe ?? { keyFile, url: `http://127.0.0.1:${port}` };

const objectStore = (settings: Settings, secrets: Secrets, port: number) => {
  if (settings.s3Url === undefined)
    return { s3Url: minioUrl({ port }), s3AccessKey: 'tollgate', s3SecretKeyFile: secrets.s3SecretKeyFile };
  const { TOLLGATE_S3_ACCESS_KEY: s3AccessKey, TOLLGATE_S3_SECRET_KEY_FILE: s3SecretKeyFile } = process.env;
  if (!s3AccessKey || !s3SecretKeyFile)
    throw new Error('with TOLLGATE_S3_URL, set TOLLGATE_S3_ACCESS_KEY and TOLLGATE_S3_SECRET_KEY_FILE too');
  return { s3Url: settings.s3Url, s3AccessKey, s3SecretKeyFile };
};
