import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { eventually } from '@tollgate/testing';
import pg from 'pg';
import { findGoServer, natsServer } from '../scripts/servers/go-server.ts';
import { natsCommand, natsHealthUrl, natsUrl, probeNats } from '../scripts/servers/nats.ts';
import { rootDir } from '../scripts/servers/paths.ts';
import { freePort } from '../scripts/servers/ports.ts';
import {
  answersPostgres,
  type Cluster,
  createCluster,
  findPostgres,
  postgresCommand,
  superuserUrl,
} from '../scripts/servers/postgres.ts';
import { livingProcesses } from '../scripts/servers/process-status.ts';
import { answersHttp, probePostgres } from '../scripts/servers/readiness.ts';
import { workersIn } from '../scripts/servers/workplace.ts';
import { planFor } from '../scripts/supervisor/processes/plans.ts';
import { type Plan, SupervisedProcess, type Watcher } from '../scripts/supervisor/processes/supervised-process.ts';
import { openStack } from '../scripts/supervisor/stack/runtime.ts';
import { readSettings } from '../scripts/supervisor/stack/settings.ts';
import { Volume } from './chaos/stack/volume.ts';
import { listener } from './heard.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-supervised-servers-'));
chmodSync(folder, 0o755); // PostgreSQL's own user has to walk through it
afterAll(() => rmSync(folder, { recursive: true }));

/** None goes on for ever after a test that failed. */
const supervised: SupervisedProcess[] = [];
afterEach(() => Promise.all(supervised.splice(0).map((one) => one.stop(true))));
const supervise = (plan: Plan, watcher: Watcher = listener()): SupervisedProcess => {
  const one = new SupervisedProcess(plan, watcher);
  supervised.push(one);
  return one;
};

const until = (what: string, isSo: () => boolean): Promise<unknown> => eventually(what, async () => isSo() || undefined, 30_000);

const clusterIn = async (dataDir: string): Promise<Cluster> => ({
  programs: await findPostgres(),
  dataDir,
  port: await freePort(),
  password: 'secret',
});

const planOf = (cluster: Cluster): Plan => ({
  name: 'postgres',
  command: () => postgresCommand(cluster),
  isReady: () => answersPostgres(superuserUrl(cluster, 'postgres')),
  stopSignal: 'SIGINT',
  logFile: join(folder, 'postgres.log'),
  timeoutMs: 30_000,
});

/** A backend that is stopped, as one is that waits for a disk: it does not see that its server is gone. */
const stopBackend = async (cluster: Cluster): Promise<number> => {
  const client = new pg.Client({ connectionString: superuserUrl(cluster, 'postgres') });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pid = rows[0]?.pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  return pid;
};

describe('PostgreSQL under the supervisor', () => {
  let cluster: Cluster;
  const workers = (): readonly number[] => workersIn({ folder: cluster.dataDir, program: 'postgres' });
  beforeAll(async () => {
    cluster = await clusterIn(join(folder, 'cluster'));
    await createCluster(cluster, { isThrowAway: true });
  });

  it('I17: is back after its server was killed, although one of its backends was stopped', async () => {
    const watcher = listener();
    const postgres = supervise(planOf(cluster), watcher);
    await postgres.start();
    const backend = await stopBackend(cluster);
    process.kill(postgres.pid ?? 0, 'SIGKILL');
    await until('its next life', () => watcher.heard.includes('ready 2'));
    expect(watcher.heard).toEqual(['spawned', 'ready 1', 'crashed SIGKILL', 'spawned', 'ready 2']);
    expect(workers()).not.toContain(backend);
    await postgres.stop();
  });

  it('X4: leaves nothing when it is stopped, a stopped backend neither', async () => {
    const postgres = supervise(planOf(cluster));
    await postgres.start();
    await stopBackend(cluster);
    await postgres.stop(true);
    expect(workers()).toEqual([]);
  });

  /** A supervisor of it in a process of its own. */
  const supervisor = async (): Promise<ChildProcess> => {
    const text = `
      import { answersPostgres, postgresCommand, superuserUrl } from ${JSON.stringify(join(rootDir, 'scripts/servers/postgres.ts'))};
      import { SupervisedProcess } from ${JSON.stringify(join(rootDir, 'scripts/supervisor/processes/supervised-process.ts'))};
      const cluster = ${JSON.stringify(cluster)};
      await new SupervisedProcess({
        name: 'postgres', command: () => postgresCommand(cluster), isReady: () => answersPostgres(superuserUrl(cluster, 'postgres')),
        stopSignal: 'SIGINT', logFile: '/dev/null', timeoutMs: 30_000,
      }, { spawned: () => undefined, ready: () => console.log('ready'), crashed: () => undefined }).start();`;
    const args = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', text];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd: rootDir });
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    return child;
  };

  it('X4: kill -9 of the supervisor ends all of it, a stopped backend too', async () => {
    const child = await supervisor();
    await stopBackend(cluster);
    child.kill('SIGKILL');
    await until('the end of all', () => workers().length === 0);
  });

  it('starts although a supervisor, its guard and the server were killed, and a stopped backend is left', async () => {
    const child = await supervisor();
    const backend = await stopBackend(cluster);
    const server = Number.parseInt(readFileSync(join(cluster.dataDir, 'postmaster.pid'), 'utf8'), 10);
    const guards = livingProcesses(({ parent, name }) => parent === child.pid && name === 'sh');
    expect(guards).toHaveLength(1);
    child.kill('SIGSTOP'); // or it would see to the rest
    for (const pid of [...guards, server, child.pid ?? 0]) process.kill(pid, 'SIGKILL');
    await until('the others to be gone', () => workers().every((pid) => pid === backend));
    const postgres = supervise(planOf(cluster));
    await postgres.start();
    expect(workers()).not.toContain(backend);
    await postgres.stop();
  });

  it('is not started over a server that somebody else runs in its folder, which goes on', async () => {
    const other = supervise(planOf(cluster));
    await other.start();
    const second = supervise(planOf({ ...cluster, port: await freePort() }));
    await expect(second.start()).rejects.toThrow(/ended 5 times[\s\S]*postmaster.pid/);
    expect(await answersPostgres(superuserUrl(cluster, 'postgres'))).toBe(true);
    await second.stop();
    await other.stop();
  });

  it('I17: is left alone while it recovers, however long it takes', async () => {
    const killed = supervise(planOf(cluster));
    await killed.start();
    await killed.stop(true);
    // Its recovery waits at this pipe, in place of the log that it would read, for as long as nobody writes into it.
    const wal = join(cluster.dataDir, 'pg_wal');
    for (const name of readdirSync(wal).filter((segment) => /^[0-9A-F]{24}$/.test(segment))) {
      rmSync(join(wal, name));
      execFileSync('mkfifo', ['--mode=0666', join(wal, name)]);
    }
    const watcher = listener();
    const probe = () => probePostgres(cluster.port, 5_000);
    const asking = { probe, everyMs: 50, timeoutMs: 5_000 };
    const recovering = supervise({ ...planOf(cluster), asking }, watcher);
    const stopped = expect(recovering.start()).rejects.toThrow('stopped');
    await sleep(3_000); // some 60 questions; 18 end what is silent
    expect(watcher.heard).toEqual(['spawned']);
    expect(await probe()).toEqual({ is: 'well' });
    expect(await answersPostgres(superuserUrl(cluster, 'postgres'))).toBe(false);
    await recovering.stop(true);
    await stopped;
  });
});

describe('X2: a power failure right after the first start', () => {
  it('leaves a cluster that starts, not a folder that looks like one', async () => {
    const volume = await Volume.open(join(folder, 'image'), join(folder, 'volume'), 300);
    try {
      const place = join(folder, 'volume', 'data');
      const cluster = await clusterIn(join(place, 'postgres'));
      execFileSync('mkdir', [place]);
      chmodSync(place, 0o755);
      await createCluster(cluster);
      volume.cutPower();
      await volume.restore();
      expect(readdirSync(place)).toEqual(['postgres']);
      const postgres = supervise(planOf(cluster));
      await postgres.start();
      await postgres.stop();
    } finally {
      await volume.unmount();
    }
  });
});

describe('B3: a nats-server that has much to recover', () => {
  it('is left alone until it is ready, however long it takes', async () => {
    const settings = {
      program: await findGoServer(natsServer, () => undefined),
      dataDir: join(folder, 'nats'),
      port: await freePort(),
      monitorPort: await freePort(),
      token: 'secret',
    };
    const watcher = listener();
    const nats = (everyMs: number) =>
      supervise(
        {
          name: 'nats',
          command: () => natsCommand(settings),
          isReady: () => answersHttp(natsHealthUrl(settings)),
          asking: { probe: () => probeNats(settings), everyMs, timeoutMs: 5_000 },
          stopSignal: 'SIGTERM',
          logFile: join(folder, 'nats.log'),
          timeoutMs: 30_000,
        },
        watcher,
      );
    const first = nats(5_000);
    await first.start();
    const bus = await connect({ servers: natsUrl(settings), token: settings.token });
    await (await jetstreamManager(bus)).streams.add({ name: 'ORDERS', subjects: ['orders.>'] });
    await bus.close();
    await first.stop();
    // Its recovery waits at this pipe for as long as nobody writes the file's text into it.
    const file = join(settings.dataDir, 'jetstream/$G/streams/ORDERS/meta.inf');
    const text = readFileSync(file);
    rmSync(file);
    execFileSync('mkfifo', [file]);
    watcher.heard.length = 0;
    const second = nats(50);
    const starting = second.start();
    await sleep(3_000); // some 60 questions; 18 end what is silent
    expect(watcher.heard).toEqual(['spawned']);
    expect(await probeNats(settings)).toEqual({ is: 'well' });
    writeFileSync(file, text);
    await starting;
    expect(watcher.heard).toEqual(['spawned', 'ready 1']);
    await second.stop();
  });
});

describe('B3: a server whose folder is removed while it runs', () => {
  it.each(['nats', 'minio'] as const)('%s is back, with what it is started by written again', async (name) => {
    const ports = new Map<string, number>();
    for (const port of ['nats', 'natsMonitor', 's3']) ports.set(port, await freePort());
    const opened = await openStack(readSettings({ TOLLGATE_DATA: mkdtempSync(join(folder, 'removed-')) }));
    const stack = { ...opened, port: (port: string) => ports.get(port) ?? 0 };
    const row = stack.rows.find((one) => one.name === name);
    if (row === undefined) throw new Error(`there is no ${name} in the table`);
    const watcher = listener();
    mkdirSync(join(stack.dataDir, 'logs'));
    const server = supervise(await planFor(row, stack, () => undefined), watcher);
    await server.start();
    const pid = server.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    rmSync(join(stack.dataDir, name), { recursive: true });
    process.kill(pid, 'SIGKILL');
    await until(`${name} is back`, () => watcher.heard.includes('ready 2'));
    expect(watcher.heard).toEqual(['spawned', 'ready 1', 'crashed SIGKILL', 'spawned', 'ready 2']);
    await server.stop();
  });
});
