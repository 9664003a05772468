import { AsyncLocalStorage } from 'node:async_hooks';
import { drawFaults, type FaultKind, type FaultRates, noFaults } from './faults.ts';
import { machine } from './machine.ts';
import { Random } from './random.ts';
import { TaskQueue } from './task-queue.ts';

/** What processes share, and what may be away as a whole. */
export type Via = 'database' | 'bus' | 'outside';

/** Somebody who can die, stand still and have a wrong clock: a process. */
export interface Owner {
  readonly name: string;
  readonly isAlive: boolean;
  /** Milliseconds that its clock is ahead of the world's. */
  readonly skewMs: number;
  readonly frozenUntilMs: number;
}

export interface Task {
  readonly owner: Owner | undefined;
  readonly run: () => unknown;
  isCanceled: boolean;
}

/** When every world begins: no seed knows another time. */
const BEGIN_MS = Date.parse('2026-11-23T12:00:00.000Z');

const owners = new AsyncLocalStorage<Owner>();

/** Time, chance, and whose turn it is: whatever happens is a task, one runs at a time, and between two of them all promises come to rest. */
export class World {
  readonly random: Random;
  /** For ids and keys: drawing one more of them changes nothing that happens. */
  readonly idRandom: Random;
  readonly trace: string[] = [];
  faults: FaultRates;
  private readonly queue = new TaskQueue<Task>();
  private timeMs = BEGIN_MS;
  /** What went wrong in the simulation itself, or escaped from a process. */
  readonly defects: string[] = [];
  private readonly away = new Map<Via, { readonly sinceMs: number; readonly untilMs: number }>();
  private readonly leaves = new Map<Via, (() => void)[]>();
  /** By service: how often something went wrong with its processes. */
  readonly troubles = new Map<string, number>();

  readonly seed: number;

  constructor(seed: number, among?: readonly FaultKind[]) {
    this.seed = seed;
    this.random = new Random(seed, 0);
    this.idRandom = new Random(seed, 1);
    this.faults = drawFaults(new Random(seed, 2), among);
  }

  get nowMs(): number {
    return this.timeMs;
  }

  /** Since the world began. */
  get elapsedMs(): number {
    return this.timeMs - BEGIN_MS;
  }

  /** Who is at work now. */
  get owner(): Owner | undefined {
    return owners.getStore();
  }

  /** Whether a fault of this kind meets whatever asks. */
  meets(kind: FaultKind): boolean {
    return this.random.happens(this.faults[kind]);
  }

  isAway(via: Via): boolean {
    return this.awayForMs(via) !== undefined;
  }

  /** Undefined while it is there. */
  awayForMs(via: Via): number | undefined {
    const { sinceMs = 0, untilMs = 0 } = this.away.get(via) ?? {};
    return untilMs > this.timeMs ? this.timeMs - sinceMs : undefined;
  }

  /** Nobody reaches it for so long. */
  leave(via: Via, forMs: number): void {
    this.note(via, `is away for ${forMs / 1_000} s`);
    this.away.set(via, { sinceMs: this.timeMs, untilMs: this.timeMs + forMs });
    for (const told of this.leaves.get(via) ?? []) told();
  }

  /** Called when it goes: what it kept for its sessions is gone with them. */
  onLeave(via: Via, told: () => void): void {
    this.leaves.set(via, [...(this.leaves.get(via) ?? []), told]);
  }

  /** Faults stop: what was begun comes to its end. */
  heal(): void {
    this.faults = noFaults;
    this.away.clear();
    this.note('world', 'faults stop');
  }

  after(delayMs: number, owner: Owner | undefined, run: () => unknown): Task {
    const task = { owner, run, isCanceled: false };
    this.queue.push(this.timeMs + Math.max(0, delayMs), task);
    return task;
  }

  trouble(service: string): void {
    this.troubles.set(service, (this.troubles.get(service) ?? 0) + 1);
  }

  note(who: string, what: string): void {
    this.trace.push(`${String(this.elapsedMs).padStart(8)} ${who.padEnd(18)} ${what}`);
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.after(delayMs, this.owner, resolve));
  }

  /** Runs tasks until the time is there, or it is done before. */
  async runUntil(untilMs: number, isDone: () => boolean = () => false): Promise<void> {
    while (!isDone()) {
      const next = this.queue.peek();
      if (next === undefined || next.at > untilMs) {
        this.timeMs = Math.max(this.timeMs, untilMs);
        return;
      }
      this.queue.pop();
      this.timeMs = Math.max(this.timeMs, next.at);
      await this.perform(next.item);
    }
  }

  private async perform(task: Task): Promise<void> {
    const { owner, run } = task;
    if (task.isCanceled || owner?.isAlive === false) return;
    if (owner !== undefined && owner.frozenUntilMs > this.timeMs) {
      this.queue.push(owner.frozenUntilMs, task);
      return;
    }
    if (owner === undefined) owners.exit(run);
    else owners.run(owner, run);
    await new Promise((resolve) => machine.setImmediate(resolve));
  }
}
