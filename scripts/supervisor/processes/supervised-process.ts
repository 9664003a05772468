import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardGroup } from '../../servers/group-guard.ts';
import { type Command, clearGroup, endGroup, spawnGroup } from '../../servers/process-group.ts';
import { clearWorkplace } from '../../servers/workplace.ts';
import { type Asking, watchHealth } from './health-watch.ts';
import { lastLines } from './last-lines.ts';

/** How one process is kept alive. */
export interface Plan {
  readonly name: string;
  /** The command of its n-th life, from 1. */
  readonly command: (life: number) => Command;
  readonly isReady: () => Promise<boolean>;
  /** Without it nobody asks how it is. */
  readonly asking?: Asking | undefined;
  readonly stopSignal: NodeJS.Signals;
  readonly logFile: string;
  /** How long its first start may take, with what it has to recover. */
  readonly timeoutMs: number;
}

/** What the rest of the supervisor wants to hear of. */
export interface Watcher {
  spawned(name: string, pid: number): void;
  /** Serving; for the first time when life is 1. */
  ready(name: string, life: number, tookMs: number): void;
  crashed(name: string, crash: Crash): void;
}

export interface Crash {
  /** `SIGKILL`, `exit code 1`, or why it was ended. */
  readonly how: string;
  /** Until it is started again. */
  readonly delayMs: number;
  /** How many lives in a row, this one included, did not last. */
  readonly inARow: number;
  readonly logFile: string;
}

const firstDelayMs = 200;
const longestDelayMs = 5_000;
/** After this long a life counts as a success, and the next crash is answered at once again. */
const goodLifeMs = 30_000;
const graceMs = 10_000;
const atOnce = { signal: 'SIGKILL', graceMs: 0 } as const;
/** A process that never got ready and dies as often as this will not get ready. */
const hopelessCrashes = 5;

/** One process and its successors: started again, with growing delay, whenever it ends unasked. */
export class SupervisedProcess {
  pid: number | undefined;
  private readonly plan: Plan;
  private readonly watcher: Watcher;
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private hasBeenReady = false;

  constructor(plan: Plan, watcher: Watcher) {
    this.plan = plan;
    this.watcher = watcher;
  }

  /** Resolves when the process serves for the first time. Throws, with the end of its log, when it does not come so
   *  far. */
  async start(): Promise<void> {
    const first = Promise.withResolvers<void>();
    this.running = this.keepAlive(first).catch(first.reject);
    const waiting = new AbortController();
    const timeout = sleep(this.plan.timeoutMs, undefined, { signal: waiting.signal }).then(
      () => first.reject(this.hopeless(`was not ready after ${this.plan.timeoutMs / 1_000} s`)),
      () => undefined,
    );
    try {
      await first.promise;
    } finally {
      waiting.abort();
      await timeout;
    }
  }

  /** Ends it for good; at once when `isHasty`. Resolves when nothing of it is left, in its group or at its workplace. */
  async stop(isHasty = false): Promise<void> {
    this.stopping.abort();
    if (this.pid !== undefined) await endGroup(this.pid, isHasty ? atOnce : { signal: this.plan.stopSignal, graceMs });
    await this.running;
  }

  private async keepAlive(first: PromiseWithResolvers<void>): Promise<void> {
    let inARow = 0;
    for (let life = 1; !this.stopping.signal.aborted; life++) {
      const bornAt = Date.now();
      const how = await this.live(life, first).catch((error: unknown) => {
        if (this.hasBeenReady) return messageOf(error); // it ran before: what keeps it from running now may pass
        throw error;
      });
      if (this.stopping.signal.aborted) break;
      if (!this.hasBeenReady && life >= hopelessCrashes)
        first.reject(this.hopeless(`ended ${life} times before it was ready, last with ${how}`));
      inARow = Date.now() - bornAt > goodLifeMs ? 1 : inARow + 1;
      const delayMs = Math.min(firstDelayMs * 2 ** (inARow - 1), longestDelayMs);
      this.watcher.crashed(this.plan.name, { how, delayMs, inARow, logFile: this.plan.logFile });
      await sleep(delayMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
    first.reject(new Error('stopped'));
  }

  /** One life, from spawn to the end of its whole group and of all who worked with it. Answers how it ended. */
  private async live(life: number, first: PromiseWithResolvers<void>): Promise<string> {
    const command = this.plan.command(life);
    const { workplace } = command;
    if (workplace !== undefined) await clearWorkplace(workplace); // what a killed supervisor may have left there
    if (this.stopping.signal.aborted) return 'stopped';
    const child = this.spawn(command);
    const ending = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    if (child.pid === undefined) {
      await ending; // throws what kept it from starting
      throw new Error(`${this.plan.name} could not be started`);
    }
    const group = child.pid;
    this.pid = group;
    let dismissGuard = () => {};
    try {
      dismissGuard = guardGroup({ group, signal: this.plan.stopSignal, workplace });
      return await this.accompany(child, ending, { life, first });
    } finally {
      await clearGroup(group, workplace);
      dismissGuard();
      this.pid = undefined;
    }
  }

  private async accompany(
    child: ChildProcess,
    ending: Promise<[number | null, NodeJS.Signals | null]>,
    { life, first }: { readonly life: number; readonly first: PromiseWithResolvers<void> },
  ): Promise<string> {
    const bornAt = performance.now();
    const ended = new AbortController();
    const abort = () => ended.abort();
    ending.then(abort, abort);
    this.watcher.spawned(this.plan.name, child.pid ?? 0);
    let isUp = false;
    const watching = this.endWhenHopelesslyIll(child, ended.signal, () => isUp);
    if (await this.becomesReady(child)) {
      isUp = true;
      this.hasBeenReady = true;
      this.watcher.ready(this.plan.name, life, performance.now() - bornAt);
      first.resolve();
    }
    const [[code, signal], reason] = await Promise.all([ending, watching]);
    return reason ?? signal ?? `exit code ${code}`;
  }

  /** Watches over one life. Answers why it was ended; undefined where it ended by itself. */
  private async endWhenHopelesslyIll(child: ChildProcess, ended: AbortSignal, isUp: () => boolean): Promise<string | undefined> {
    const { asking, stopSignal: signal } = this.plan;
    if (asking === undefined) return undefined;
    const reason = await watchHealth(asking, ended, isUp);
    if (reason !== undefined && child.pid !== undefined) await endGroup(child.pid, { signal, graceMs });
    return reason;
  }

  private spawn(command: Command): ChildProcess {
    const log = this.openLog();
    try {
      return spawnGroup(command, log ?? 'ignore');
    } finally {
      if (log !== undefined) closeSync(log);
    }
  }

  /** Undefined where it cannot be opened, as on a full disk: a process without a log is better than none. */
  private openLog(): number | undefined {
    try {
      return openSync(this.plan.logFile, 'a', 0o600);
    } catch {
      return undefined;
    }
  }

  private async becomesReady(child: ChildProcess): Promise<boolean> {
    while (child.exitCode === null && child.signalCode === null && !this.stopping.signal.aborted) {
      if (await this.plan.isReady()) return child.exitCode === null && child.signalCode === null;
      await sleep(50);
    }
    return false;
  }

  private hopeless(why: string): Error {
    const { name, logFile } = this.plan;
    return new Error(`${name} ${why}. The end of ${logFile}:\n    ${lastLines(logFile, 12).join('\n    ')}`);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
