import { join } from 'node:path';
import { fullDiskText } from '../../servers/disk-room.ts';
import { findGoServer, minioServer, natsServer, type Progress } from '../../servers/go-server.ts';
import { type MinioSettings, minioCommand, probeMinio } from '../../servers/minio.ts';
import { type NatsSettings, natsCommand, probeNats } from '../../servers/nats.ts';
import { rootDir } from '../../servers/paths.ts';
import {
  answersPostgres,
  createCluster,
  findPostgres,
  placeForCluster,
  postgresCommand,
  superuserUrl,
} from '../../servers/postgres.ts';
import type { Command } from '../../servers/process-group.ts';
import { acceptsTcp, answersHttp, probeHttp, probePostgres } from '../../servers/readiness.ts';
import type { Stack } from '../stack/runtime.ts';
import type { Row } from '../table.ts';
import type { Asking } from './health-watch.ts';
import type { Plan } from './supervised-process.ts';

const timeoutMs = 60_000;
/** After a crash PostgreSQL replays up to max_wal_size of its log, and NATS reads up to max_file, before either serves: a
 *  quarter of an hour at 10 MB/s. Giving up earlier would help nobody, as each start begins it anew. */
const recoveryTimeoutMs = 900_000;

/** How a row of the table is run on this machine. Finding or building the program is part of it, and may take
 *  minutes. */
export const planFor = async (row: Row, stack: Stack, progress: Progress): Promise<Plan> => {
  const logFile = join(stack.dataDir, 'logs', `${row.name}.log`);
  const { port, path } = row.ready;
  const isReady = () =>
    path === undefined ? acceptsTcp(stack.port(port)) : answersHttp(`http://127.0.0.1:${stack.port(port)}${path}`);
  const plan = { name: row.name, logFile, isReady, asking: askingOf(row, stack), stopSignal: 'SIGTERM', timeoutMs } as const;
  switch (row.name) {
    case 'postgres': {
      const command = await postgres(stack, progress);
      const isOpen = () => answersPostgres(superuserUrl(postgresAccess(stack), 'postgres'));
      const asking = { ...often, probe: () => probePostgres(stack.port('postgres'), often.timeoutMs) };
      return { ...plan, command: () => command, isReady: isOpen, asking, stopSignal: 'SIGINT', timeoutMs: recoveryTimeoutMs };
    }
    case 'nats': {
      const settings = await nats(stack, progress);
      return {
        ...plan,
        command: () => natsCommand(settings),
        asking: {
          ...often,
          probe: () => probeNats({ monitorPort: stack.port('natsMonitor') }),
          canRestart: () => hasRoom(stack),
        },
        timeoutMs: recoveryTimeoutMs,
      };
    }
    case 'minio': {
      const settings = await minio(stack, progress);
      const asking = { ...often, probe: () => probeMinio({ port: stack.port('s3') }, often.timeoutMs) };
      return { ...plan, command: () => minioCommand(settings), asking };
    }
    default:
      return { ...plan, command: (life) => nodeCommand(row, stack, life) };
  }
};

const often = { everyMs: 5_000, timeoutMs: 5_000 } as const;

const askingOf = ({ live }: Row, stack: Stack): Asking | undefined =>
  live && {
    ...often,
    probe: () => probeHttp(`http://127.0.0.1:${stack.port(live.port)}${live.path}`, often.timeoutMs),
  };

/** After one failed write the stream refuses everything until NATS is started again, which would fail, too, on a disk
 *  that is still full. */
const hasRoom = ({ dataDir }: Stack): boolean => fullDiskText(join(dataDir, 'nats')) === undefined;

const postgresAccess = (stack: Stack) => ({ port: stack.port('postgres'), password: stack.secrets.postgresPassword });

const postgres = async (stack: Stack, progress: Progress): Promise<Command> => {
  const programs = await findPostgres();
  const cluster = { programs, dataDir: placeForCluster(join(stack.dataDir, 'postgres')), ...postgresAccess(stack) };
  progress('creating the cluster');
  await createCluster(cluster);
  return postgresCommand(cluster);
};

const nats = async (stack: Stack, progress: Progress): Promise<NatsSettings> => ({
  program: await findGoServer(natsServer, progress),
  dataDir: join(stack.dataDir, 'nats'),
  port: stack.port('nats'),
  monitorPort: stack.port('natsMonitor'),
  token: stack.secrets.natsToken,
});

const minio = async (stack: Stack, progress: Progress): Promise<MinioSettings> => ({
  program: await findGoServer(minioServer, progress),
  dataDir: join(stack.dataDir, 'minio'),
  port: stack.port('s3'),
  accessKey: stack.s3AccessKey,
  secretKey: stack.secrets.s3SecretKey,
});

/** A crash point is for the first life: the process that comes back shall live. */
const nodeCommand = (row: Row, stack: Stack, life: number): Command => {
  const { crashAt } = stack.settings;
  const crash = crashAt?.service === row.name && life === 1 ? { TOLLGATE_CRASH_AT: crashAt.point } : {};
  return {
    file: process.execPath,
    args: [...row.nodeFlags, join(rootDir, row.program ?? '')],
    cwd: rootDir,
    env: { ...inherited(), ...row.environment(stack), ...crash },
  };
};

const inheritedNames = /^(TOLLGATE_(?!CRASH_AT)|OTEL_|NODE_|UV_|TZ$|TMPDIR$|SSL_)/;

const inherited = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => inheritedNames.test(entry[0])));
