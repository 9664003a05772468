import { type Clock, systemClock } from '@tollgate/errors';
import type { Backlog, ClaimRequest, DueItem, DueWork, ScheduledListener, ScheduleRequest } from './due-work.js';

/** A transaction of the simulation: what it is given is done when it commits, and only then. */
export interface MemoryTransaction {
  afterCommit(work: () => void): void;
}

export interface MemoryDueWorkOptions {
  readonly clock?: Clock;
  /** The clock of the database that this stands for, by which leases end. Default: `clock`. */
  readonly leaseClock?: Clock;
}

interface Entry {
  readonly kind: string;
  readonly key: string;
  dueAt: Date;
  attempts: number;
  /** As JSON: what is handed out is nobody else's object. */
  payload: string;
  leaseUntilMs: number | undefined;
  claim: string | undefined;
}

const nameOf = (kind: string, key: string): string => JSON.stringify([kind, key]);

/** Due work in memory, for the simulation; it keeps the same contract as the one in Postgres. */
export class MemoryDueWork implements DueWork<MemoryTransaction> {
  private readonly clock: Clock;
  private readonly leaseClock: Clock;
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Set<ScheduledListener>();
  private claimCount = 0;

  constructor({ clock = systemClock, leaseClock = clock }: MemoryDueWorkOptions = {}) {
    this.clock = clock;
    this.leaseClock = leaseClock;
  }

  async schedule(request: ScheduleRequest, transaction?: MemoryTransaction): Promise<void> {
    const payload = JSON.stringify(request.payload ?? null);
    if (transaction === undefined) this.put(request, payload);
    else transaction.afterCommit(() => this.put(request, payload));
  }

  async cancel(kind: string, key: string, transaction?: MemoryTransaction): Promise<void> {
    const remove = (): void => void this.entries.delete(nameOf(kind, key));
    if (transaction === undefined) remove();
    else transaction.afterCommit(remove);
  }

  async claim({ kind, count, leaseMs }: ClaimRequest): Promise<readonly DueItem[]> {
    const due = this.due(kind).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    return due.slice(0, count).map((entry) => {
      this.claimCount += 1;
      entry.attempts += 1;
      entry.leaseUntilMs = this.leaseClock.now().getTime() + leaseMs;
      entry.claim = String(this.claimCount);
      const { key, dueAt, attempts, claim } = entry;
      return { kind, key, dueAt, attempts, payload: JSON.parse(entry.payload) as unknown, claim };
    });
  }

  async done(item: DueItem, transaction?: MemoryTransaction): Promise<boolean> {
    const entry = this.claimed(item);
    if (entry === undefined) return false;
    const settle = (): void => {
      if (this.claimed(item) !== entry) return;
      if (entry.attempts === item.attempts) this.entries.delete(nameOf(item.kind, item.key));
      else release(entry);
    };
    if (transaction === undefined) settle();
    else transaction.afterCommit(settle);
    return true;
  }

  async renew(item: DueItem, leaseMs: number): Promise<DueItem | undefined> {
    const entry = this.claimed(item);
    if (entry === undefined) return undefined;
    this.claimCount += 1;
    entry.claim = String(this.claimCount);
    entry.leaseUntilMs = this.leaseClock.now().getTime() + leaseMs;
    return { ...item, claim: entry.claim };
  }

  async postpone(item: DueItem, dueAt: Date): Promise<boolean> {
    const entry = this.claimed(item);
    if (entry === undefined) return false;
    if (entry.attempts === item.attempts) entry.dueAt = dueAt;
    release(entry);
    return true;
  }

  giveUp(item: DueItem): Promise<boolean> {
    return this.done(item);
  }

  async backlog(kind: string): Promise<Backlog> {
    const due = this.due(kind);
    const oldestMs = Math.min(...due.map(({ dueAt }) => dueAt.getTime()));
    return { dueCount: due.length, oldestDueAt: due.length === 0 ? undefined : new Date(oldestMs) };
  }

  /** What lies there under this name, whether it is due or not. */
  find(kind: string, key: string): { readonly dueAt: Date; readonly payload: unknown } | undefined {
    const entry = this.entries.get(nameOf(kind, key));
    return entry && { dueAt: entry.dueAt, payload: JSON.parse(entry.payload) };
  }

  onScheduled(listener: ScheduledListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private put({ kind, key, dueAt, onExisting = 'earlier' }: ScheduleRequest, payload: string): void {
    const name = nameOf(kind, key);
    const entry = this.entries.get(name);
    if (entry === undefined) {
      this.entries.set(name, { kind, key, dueAt, attempts: 0, payload, leaseUntilMs: undefined, claim: undefined });
    } else if (onExisting !== 'keep') {
      const isSooner = dueAt < entry.dueAt;
      Object.assign(entry, { payload, attempts: 0, dueAt: onExisting === 'replace' || isSooner ? dueAt : entry.dueAt });
    }
    for (const listener of this.listeners) listener(kind, dueAt);
  }

  private due(wanted: string): Entry[] {
    const now = this.clock.now();
    const leaseNowMs = this.leaseClock.now().getTime();
    const isFree = ({ leaseUntilMs }: Entry): boolean => leaseUntilMs === undefined || leaseUntilMs <= leaseNowMs;
    return [...this.entries.values()].filter((entry) => entry.kind === wanted && entry.dueAt <= now && isFree(entry));
  }

  private claimed({ kind, key, claim }: DueItem): Entry | undefined {
    const entry = this.entries.get(nameOf(kind, key));
    return entry?.claim === claim ? entry : undefined;
  }
}

const release = (entry: Entry): void => {
  entry.leaseUntilMs = undefined;
  entry.claim = undefined;
};
