import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '@tollgate/errors';
import { lockKey } from './lock-key.js';
import { LockSession, type LockSessionOptions } from './lock-session.js';

export interface LeaseOptions extends LockSessionOptions {
  /** How many may hold one at a time, each a slot of its own. Default: 1, a leader. */
  readonly slots?: number | undefined;
  /** How often to try while others hold it. Default: 1 s. */
  readonly retryMs?: number | undefined;
  readonly onGained?: ((slot: number) => void) | undefined;
  readonly onLost?: (() => void) | undefined;
}

const DEFAULT_RETRY_MS = 1_000;

/** The first of these locks, in this order, that nobody holds. Rows are tried one by one, and no further than the
 *  first that is free. */
const TAKE = `SELECT place FROM unnest($1::bigint[]) WITH ORDINALITY AS wanted (key, place)
  WHERE pg_try_advisory_lock(key) LIMIT 1`;

/** What one process at a time holds, or, with slots, one process each: a leader, a terminal number. It is tried for
 *  until it is held, and again when it was lost. A holder that dies loses it at once; one that is frozen within the
 *  deadline, and knows it before anyone else gets it (see LockSession for the exception). No fence: what a holder
 *  began may still arrive when another one holds it, so two must be safe, only wasteful. */
export class Lease {
  private readonly locks: LockSession;
  private readonly slots: readonly number[];
  private readonly retry: NodeJS.Timeout;
  private heldSession: number | undefined;
  /** The slot that is held, or was last. */
  private lastSlot: number | undefined;
  private trying: Promise<void> | undefined;
  private isClosed = false;

  private constructor(private readonly options: LeaseOptions) {
    this.slots = Array.from({ length: options.slots ?? 1 }, (_, index) => index + 1);
    this.locks = new LockSession(options, () => this.lose());
    this.retry = setInterval(() => void this.acquire(), options.retryMs ?? DEFAULT_RETRY_MS).unref();
  }

  /** Begins to try for it. */
  static open(options: LeaseOptions): Lease {
    const lease = new Lease(options);
    void lease.acquire();
    return lease;
  }

  /** Whether it can be relied on now. */
  get isHeld(): boolean {
    const { trusted } = this.locks; // first: it may find that the lease is lost
    return trusted !== undefined && trusted === this.heldSession;
  }

  /** The slot that is held, from 1; undefined for none. After a loss the same one is tried for first. */
  get slot(): number | undefined {
    return this.isHeld ? this.lastSlot : undefined;
  }

  /** Resolves to the slot once it is held. Throws TransientError when that takes longer. */
  async held(withinMs: number): Promise<number> {
    const untilMs = performance.now() + withinMs;
    for (;;) {
      const { slot } = this;
      if (slot !== undefined) return slot;
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0 || this.isClosed) throw new TransientError(`the lease ${this.options.name} is not to be had`);
      const late = sleep(Math.min(leftMs, this.options.retryMs ?? DEFAULT_RETRY_MS));
      await (this.trying === undefined ? late : Promise.race([this.acquire(), late]));
    }
  }

  /** Gives it back. `onLost` is not told. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.retry);
    this.heldSession = undefined;
    await this.locks.close();
  }

  private acquire(): Promise<void> {
    if (this.isHeld || this.isClosed) return Promise.resolve();
    this.trying ??= this.take().finally(() => {
      this.trying = undefined;
    });
    return this.trying;
  }

  private async take(): Promise<void> {
    const { name, onFailure, onGained } = this.options;
    const { lastSlot } = this;
    const wanted = lastSlot === undefined ? this.slots : [lastSlot, ...this.slots.filter((slot) => slot !== lastSlot)];
    try {
      const values = [wanted.map((slot) => lockKey(name, String(slot)))];
      const { session, rows } = await this.locks.query({ name: 'take', text: TAKE, values });
      const slot = wanted[Number(rows[0]?.[0]) - 1];
      if (slot === undefined || this.isClosed) return;
      this.heldSession = session;
      this.lastSlot = slot;
      if (this.isHeld) onGained?.(slot);
      else this.locks.drop(); // gained and lost in one
    } catch (error) {
      onFailure?.(error);
    }
  }

  private lose(): void {
    if (this.heldSession === undefined) return;
    this.heldSession = undefined;
    this.options.onLost?.();
    void this.acquire();
  }
}
