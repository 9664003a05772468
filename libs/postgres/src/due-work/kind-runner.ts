import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, TransientError } from '@tollgate/errors';
import { type Backoff, backoffMs } from './backoff.js';
import type { DueItem, DueWork } from './due-work.js';
import { HeldLease, USABLE } from './held-lease.js';

/** What became of an item: done, again after a time, or given up, which the handler has said in an event. */
export type Handled = 'done' | { readonly postponeMs: number } | 'give_up';

/** How one kind of due work is done. */
export interface DueWorkHandler {
  readonly kind: string;
  /** Must bear to run again: a crash after it and before its end is noted repeats it. What it throws postpones the
   *  item with backoff. `signal` aborts shortly before the lease ends, after which another replica may handle the
   *  item. */
  readonly handle: (item: DueItem, signal: AbortSignal) => Promise<Handled>;
  /** How many at once in this process. Default: 8. */
  readonly limit?: number | undefined;
  /** Longer than handling takes, unless `withinMs` says how long that is. Default: 60 s. */
  readonly leaseMs?: number | undefined;
  /** How long handling may take where that is longer than the lease, which is renewed meanwhile: an item of a replica that died is taken over after
   *  the lease all the same. Such a handler leaves the item's end to the runner. */
  readonly withinMs?: number | undefined;
  /** After a throw. Default: from 1 s to 5 min. */
  readonly backoff?: Backoff | undefined;
}

export interface HandledItem {
  readonly kind: string;
  readonly outcome: 'done' | 'postponed' | 'gave_up' | 'failed';
  /** From when it was due to when it was begun. */
  readonly lateMs: number;
  readonly tookMs: number;
}

interface KindRunnerOptions {
  readonly dueWork: DueWork;
  readonly handler: DueWorkHandler;
  readonly clock: Clock;
  readonly random: { fraction(): number };
  readonly pollMs: number;
  readonly pause?: ((ms: number) => Promise<unknown>) | undefined;
  readonly onFailure?: ((error: unknown, item?: DueItem) => void) | undefined;
  readonly onHandled?: ((handled: HandledItem) => void) | undefined;
}

const DEFAULT_LIMIT = 8;
const DEFAULT_LEASE_MS = 60_000;
const DEFAULT_BACKOFF: Backoff = { firstMs: 1_000, maxMs: 300_000 };
/** After an item's end could not be noted. */
const NOTED_AGAIN_MS = 2_000;

/** Does the due work of one kind. */
export class KindRunner {
  private readonly limit: number;
  private readonly leaseMs: number;
  private readonly running = new Set<Promise<void>>();
  private claiming: Promise<number> | undefined;
  private state: 'idle' | 'started' | 'stopped' = 'idle';
  private mayBeMore = false;

  constructor(private readonly options: KindRunnerOptions) {
    this.limit = options.handler.limit ?? DEFAULT_LIMIT;
    this.leaseMs = options.handler.leaseMs ?? DEFAULT_LEASE_MS;
  }

  start(): void {
    this.state = 'started';
  }

  /** Takes work, as long as there is some and a place for it. */
  wake(): void {
    this.mayBeMore = true;
    this.takeMore();
  }

  /** Wakes when that time has come, unless the next look at the table comes before it. */
  wakeAt(dueAt: Date): void {
    const inMs = dueAt.getTime() - this.options.clock.now().getTime();
    if (inMs <= 0) this.wake();
    else if (inMs < this.options.pollMs && this.state !== 'stopped') {
      setTimeout(() => this.wakeAt(dueAt), inMs).unref(); // looks again: a timer may go off a millisecond early
    }
  }

  /** Handles what is due, up to the limit; answers how many that were. */
  async runDue(): Promise<number> {
    await this.claiming;
    const count = await this.claim();
    await Promise.all(this.running);
    return count;
  }

  async stop(): Promise<void> {
    this.state = 'stopped';
    await this.claiming;
    await Promise.all(this.running);
  }

  private takeMore(): void {
    const places = this.limit - this.running.size;
    if (!this.mayBeMore || this.state !== 'started' || this.claiming !== undefined || places <= 0) return;
    this.mayBeMore = false;
    void this.claim().then((count) => {
      if (count === places) this.mayBeMore = true;
      this.takeMore();
    });
  }

  private claim(): Promise<number> {
    this.claiming = this.claimNow().finally(() => {
      this.claiming = undefined;
    });
    return this.claiming;
  }

  private async claimNow(): Promise<number> {
    const { dueWork, handler, onFailure } = this.options;
    const count = this.limit - this.running.size;
    try {
      const items = await dueWork.claim({ kind: handler.kind, count, leaseMs: this.leaseMs });
      for (const item of items) this.begin(item);
      return items.length;
    } catch (error) {
      onFailure?.(error);
      return 0;
    }
  }

  private begin(item: DueItem): void {
    const work = (this.state === 'stopped' ? this.giveBack(item) : this.handle(item)).catch((error: unknown) => {
      this.options.onFailure?.(error, item); // its end could not be noted: after the lease it comes again
    });
    const place = work.finally(() => {
      this.running.delete(place);
      this.takeMore();
    });
    this.running.add(place);
  }

  private async giveBack(item: DueItem): Promise<void> {
    await this.options.dueWork.postpone(item, item.dueAt);
  }

  private async handle(item: DueItem): Promise<void> {
    const { clock, handler, onFailure, onHandled } = this.options;
    const begunMs = clock.now().getTime();
    const late = Promise.withResolvers<never>();
    const lease = handler.withinMs === undefined ? undefined : this.hold(item, late.reject);
    let outcome: HandledItem['outcome'] = 'failed';
    try {
      const handled = await this.inTime((signal) => handler.handle(item, signal), late);
      outcome = await this.settle((await lease?.end()) ?? item, handled);
    } catch (error) {
      onFailure?.(error, item);
      await this.postponeInTime(
        (await lease?.end()) ?? item,
        backoffMs(item.attempts, handler.backoff ?? DEFAULT_BACKOFF, this.options.random.fraction()),
      );
    } finally {
      const lateMs = Math.max(0, begunMs - item.dueAt.getTime());
      onHandled?.({ kind: item.kind, outcome, lateMs, tookMs: clock.now().getTime() - begunMs });
    }
  }

  private async settle(item: DueItem, handled: Handled): Promise<HandledItem['outcome']> {
    const { dueWork } = this.options;
    if (handled === 'done') {
      await dueWork.done(item);
      return 'done';
    }
    if (handled === 'give_up') {
      await dueWork.giveUp(item);
      return 'gave_up';
    }
    await this.postpone(item, handled.postponeMs);
    return 'postponed';
  }

  /** As long as it is within its lease: where that is long, the item would wait for its end whenever the database was away for a moment. */
  private async postponeInTime(item: DueItem, byMs: number): Promise<void> {
    for (let left = Math.floor((this.leaseMs * USABLE) / NOTED_AGAIN_MS); ; left -= 1) {
      try {
        return await this.postpone(item, byMs);
      } catch (error) {
        if (this.state === 'stopped' || left <= 0 || !(error instanceof TransientError)) throw error;
        await (this.options.pause ?? sleep)(NOTED_AGAIN_MS);
      }
    }
  }

  private async postpone(item: DueItem, byMs: number): Promise<void> {
    const dueAt = new Date(this.options.clock.now().getTime() + byMs);
    await this.options.dueWork.postpone(item, dueAt);
    this.wakeAt(dueAt);
  }

  private hold(item: DueItem, onLost: (reason: TransientError) => void): HeldLease {
    const { dueWork, onFailure } = this.options;
    return new HeldLease({ dueWork, item, leaseMs: this.leaseMs, onLost, onFailure: (error) => onFailure?.(error, item) });
  }

  /** Rejects when the work takes longer than it may, or its lease is lost: it may go on, but its place is free. */
  private async inTime(work: (signal: AbortSignal) => Promise<Handled>, late: PromiseWithResolvers<never>): Promise<Handled> {
    const end = new AbortController();
    const timer = setTimeout(
      () => late.reject(new TransientError('the work takes longer than its lease')),
      this.options.handler.withinMs ?? this.leaseMs * USABLE,
    );
    late.promise.catch((reason: unknown) => end.abort(reason));
    try {
      return await Promise.race([work(end.signal), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}
