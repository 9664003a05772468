/** Real servers for integration tests: each on a free port, in a folder of its own, gone when the test ends. */
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MailCatcher, startMailCatcher as openMailCatcher } from '@tollgate/mail-catcher';
import {
  createDatabase,
  migrateOrderLog,
  provisionRoles,
  type ServiceRole,
  serviceRoles,
  urlForRole,
} from '../scripts/servers/database.ts';
import { findGoServer, minioServer, natsServer, versitygwServer } from '../scripts/servers/go-server.ts';
import { guardGroup } from '../scripts/servers/group-guard.ts';
import { minioCommand, minioHealthUrl, minioUrl } from '../scripts/servers/minio.ts';
import { natsCommand, natsHealthUrl, natsUrl } from '../scripts/servers/nats.ts';
import { freePort } from '../scripts/servers/ports.ts';
import {
  answersPostgres,
  type Cluster,
  createCluster,
  database,
  findPostgres,
  postgresCommand,
  superuserUrl,
} from '../scripts/servers/postgres.ts';
import { type Command, clearGroup, endGroup, spawnGroup } from '../scripts/servers/process-group.ts';
import { acceptsTcp, answersHttp, waitUntil } from '../scripts/servers/readiness.ts';

export { freePort } from '../scripts/servers/ports.ts';

/** A server that a test may stop for good, kill as a crash would, and start again on its data. */
export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

export interface TestPostgres extends TestServer {
  /** The address as a service knows it, with its own role. */
  urlFor(role: ServiceRole): string;
}

export interface TestMinio extends TestServer {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Where its data lies; the machine's folder for temporary files unless given. */
interface Placed {
  readonly parent?: string;
}

/** PostgreSQL with all service roles and schemas; with the order event log's schema too unless `withOrderLog` is false.
 *  `url` is the superuser's. */
export const startPostgres = async ({
  withOrderLog = true,
  parent,
}: Placed & { readonly withOrderLog?: boolean } = {}): Promise<TestPostgres> => {
  const folder = temporaryFolder('postgres', parent);
  const cluster: Cluster = {
    programs: await findPostgres(),
    dataDir: join(folder, 'data'),
    port: await freePort(),
    password: secret(),
  };
  await createCluster(cluster, { isThrowAway: true });
  const maintenanceUrl = superuserUrl(cluster, 'postgres');
  const server = await run(folder, {
    command: postgresCommand(cluster),
    signal: 'SIGINT',
    isReady: () => answersPostgres(maintenanceUrl),
  });
  const url = superuserUrl(cluster);
  const passwords = Object.fromEntries(serviceRoles.map((role) => [role, secret()])) as Record<ServiceRole, string>;
  await createDatabase(maintenanceUrl, database);
  await provisionRoles(url, passwords);
  if (withOrderLog) await migrateOrderLog(url);
  return { ...server, url, urlFor: (role) => urlForRole(url, role, passwords[role]) };
};

/** NATS with JetStream; the token is the user part of `url`. With the folder of its streams, for who puts it back to an
 *  older copy. */
export const startNats = async ({ parent }: Placed = {}): Promise<TestServer & { readonly dataDir: string }> => {
  const folder = temporaryFolder('nats', parent);
  const settings = {
    program: await findGoServer(natsServer, () => undefined),
    dataDir: join(folder, 'data'),
    port: await freePort(),
    monitorPort: await freePort(),
    token: secret(),
  };
  const isReady = () => answersHttp(natsHealthUrl(settings));
  const server = await run(folder, { command: natsCommand(settings), signal: 'SIGTERM', isReady });
  return { ...server, url: natsUrl(settings), dataDir: settings.dataDir };
};

/** MinIO without a bucket. */
export const startMinio = async ({ parent }: Placed = {}): Promise<TestMinio> => {
  const folder = temporaryFolder('minio', parent);
  const settings = {
    program: await findGoServer(minioServer, () => undefined),
    dataDir: join(folder, 'data'),
    port: await freePort(),
    accessKey: 'tollgate',
    secretKey: secret(),
  };
  const isReady = () => answersHttp(minioHealthUrl(settings));
  const server = await run(folder, { command: minioCommand(settings), signal: 'SIGTERM', isReady });
  return { ...server, url: minioUrl(settings), accessKey: settings.accessKey, secretKey: settings.secretKey };
};

/** Another S3 server without a bucket, whose files lie in a folder as they are. */
export const startVersitygw = async ({ parent }: Placed = {}): Promise<TestMinio> => {
  const folder = temporaryFolder('versitygw', parent);
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const [port, accessKey, secretKey] = [await freePort(), 'tollgate', secret()];
  const command: Command = {
    file: await findGoServer(versitygwServer, () => undefined),
    args: ['--port', `127.0.0.1:${port}`, 'posix', dataDir],
    env: { ROOT_ACCESS_KEY: accessKey, ROOT_SECRET_KEY: secretKey },
  };
  const server = await run(folder, { command, signal: 'SIGTERM', isReady: () => acceptsTcp(port) });
  return { ...server, url: `http://127.0.0.1:${port}`, accessKey, secretKey };
};

/** The mail catcher, in this process, without a journal: `smtpUrl` takes mail, `url` answers Mailpit's API. */
export const startMailCatcher = (): Promise<MailCatcher> => openMailCatcher({ smtpPort: 0, httpPort: 0 });

interface Runnable {
  readonly command: Command;
  readonly signal: NodeJS.Signals;
  readonly isReady: () => Promise<boolean>;
}

const run = async (folder: string, runnable: Runnable): Promise<Omit<TestServer, 'url'>> => {
  let running = await begin(folder, runnable);
  const end = async (signal: NodeJS.Signals) => {
    await endGroup(running.group, { signal, graceMs: 10_000 });
    await running.ended(); // a process that nobody has waited for counts as running with whoever looks for its number
    await clearGroup(running.group, runnable.command.workplace);
    running.dismissGuard();
  };
  return {
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end(runnable.signal);
      running = await begin(folder, runnable);
    },
    stop: async () => {
      await end(runnable.signal);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const begin = async (
  folder: string,
  { command, isReady }: Runnable,
): Promise<{ readonly group: number; readonly ended: () => Promise<void>; readonly dismissGuard: () => void }> => {
  const log = join(folder, 'log');
  const output = openSync(log, 'a');
  const child = spawnGroup(command, output);
  closeSync(output);
  const group = child.pid;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (group === undefined) throw new Error(`${command.file} could not be started`);
  let dismissGuard = () => {};
  try {
    dismissGuard = guardGroup({ group, signal: 'SIGKILL', workplace: command.workplace });
    await waitUntil(command.file, 30_000, async () => {
      if (child.exitCode !== null) throw new Error(`${command.file} ended:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
      return isReady();
    });
  } catch (error) {
    await clearGroup(group, command.workplace);
    dismissGuard();
    throw error;
  }
  child.unref();
  const ended = (): Promise<void> => {
    child.ref(); // or nothing may be left to wait for it
    return exited;
  };
  return { group, ended, dismissGuard };
};

const secret = (): string => randomBytes(24).toString('base64url');

const temporaryFolder = (name: string, parent = tmpdir()): string => {
  const folder = mkdtempSync(join(parent, `tollgate-test-${name}-`));
  chmodSync(folder, 0o755); // PostgreSQL's own user has to walk through it
  return folder;
};
