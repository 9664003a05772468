/** A whole stack for tests: the same supervisor as `npm start`, as a child process, on ports of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rootDir } from '../scripts/servers/paths.ts';
import { isPortFree } from '../scripts/servers/ports.ts';
import { waitUntil } from '../scripts/servers/readiness.ts';
import { type Demo as DemoFile, demoFileOf } from '../scripts/supervisor/demo/demo-file.ts';
import { type ProcessName, portOffsets } from '../scripts/supervisor/table.ts';

/** What a stack of the tests has: always the simulators. */
export type Demo = Required<DemoFile>;

export interface StackOptions {
  /** A hundred free ports are looked for when it is left out. */
  readonly portBase?: number;
  /** A temporary folder, removed at the end, when it is left out. */
  readonly dataDir?: string;
  /** Beside what the environment says: `TOLLGATE_CRASH_AT: 'authorization:after-intent'`,
   *  `TOLLGATE_ACQUIRER_LATENCY_MS`, … */
  readonly environment?: Readonly<Record<string, string>>;
  /** What supervises it, where that is not what `npm start` runs. */
  readonly program?: string;
}

export interface RunningStack {
  /** As it stands in `demo.json` now; process ids change when something is started again. */
  demo(): Demo;
  readonly dataDir: string;
  readonly portBase: number;
  /** SIGKILL, as a crash. Answers the id it had. */
  kill(name: ProcessName): number;
  /** SIGSTOP, SIGCONT. */
  signal(name: ProcessName, signal: NodeJS.Signals): void;
  /** Resolves once the process serves again under another id than the former. Answers how long that took from now. */
  restartOf(name: ProcessName, formerPid: number, timeoutMs?: number): Promise<number>;
  /** Ctrl-C. Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

const startTimeoutMs = 180_000;

/** Resolves when the stack is ready and seeded. Throws, with what the supervisor said, when it is not. */
export const startStack = async (options: StackOptions = {}): Promise<RunningStack> => {
  const portBase = options.portBase ?? (await freePortBase());
  const dataDir = options.dataDir ?? temporaryFolder();
  const program = options.program ?? join(rootDir, 'scripts/supervisor/main.ts');
  const environment = { ...options.environment, TOLLGATE_PORT_BASE: String(portBase), TOLLGATE_DATA: dataDir };
  const child = spawnSupervisor(program, environment);
  const output = collect(child);
  const startedAt = Date.now();
  await waitUntil('the stack', startTimeoutMs, async () => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the stack did not start:\n${output()}`);
    // A stack that was killed leaves its own behind.
    return (statSync(demoFileOf(dataDir), { throwIfNoEntry: false })?.mtimeMs ?? 0) >= startedAt;
  });
  return {
    ...controlsOf(dataDir),
    portBase,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT');
        await Promise.race([once(child, 'exit'), sleep(60_000, undefined, { ref: false })]);
      }
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** A stack that somebody else has started, and will stop, by its folder. */
export const joinStack = (dataDir: string): RunningStack => {
  const controls = controlsOf(dataDir);
  const portBase = Number(new URL(controls.demo().apiUrl).port) - portOffsets.api;
  return { ...controls, portBase, stop: async () => undefined };
};

const controlsOf = (dataDir: string): Omit<RunningStack, 'portBase' | 'stop'> => {
  const demo = (): Demo => JSON.parse(readFileSync(demoFileOf(dataDir), 'utf8')) as Demo;
  const signal = (name: ProcessName, sent: NodeJS.Signals): number => {
    const pid = demo().pids[name];
    if (pid === undefined) throw new Error(`${name} does not run`);
    process.kill(pid, sent);
    return pid;
  };
  return {
    demo,
    dataDir,
    kill: (name) => signal(name, 'SIGKILL'),
    signal: (name, sent) => void signal(name, sent),
    restartOf: async (name, formerPid, timeoutMs = 60_000) => {
      const from = performance.now();
      await waitUntil(`${name}, killed as ${formerPid},`, timeoutMs, async () => {
        const pid = demo().pids[name];
        return pid !== undefined && pid !== formerPid;
      });
      return performance.now() - from;
    },
  };
};

/** A stack of the tests uses nothing that runs already. */
const namesOfOutside = /^TOLLGATE_(POSTGRES_URL|NATS_URL|S3_|ACQUIRER_|STRIPE_)/;

/** The channel lets the supervisor see when the test run dies; it stops its stack then. */
const spawnSupervisor = (program: string, own: Readonly<Record<string, string>>): ChildProcess => {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !namesOfOutside.test(name)));
  return spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...environment, ...own },
  });
};

const collect = (child: ChildProcess): (() => string) => {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('utf8')).slice(-8_000);
    });
  }
  return () => text;
};

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-stack-'));
  chmodSync(folder, 0o755);
  return folder;
};

/** Below 32768, where the kernel gives out no ports by itself. */
export const freePortBase = async (): Promise<number> => {
  for (let attempt = 0; attempt < 50; attempt++) {
    const base = 10_000 + 100 * Math.floor(Math.random() * 220);
    const areFree = await Promise.all(Object.values(portOffsets).map((offset) => isPortFree(base + offset)));
    if (areFree.every(Boolean)) return base;
  }
  throw new Error('no hundred free ports were found');
};
