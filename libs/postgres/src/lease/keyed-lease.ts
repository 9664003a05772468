import { TransientError } from '@tollgate/errors';
import { Batched } from '../statements/batched.js';
import { lockKey } from './lock-key.js';
import { LockSession, type LockSessionOptions } from './lock-session.js';

interface Holding {
  readonly lost: AbortController;
  /** On which the lock is held; undefined until it is. */
  session: number | undefined;
}

/** Locks that are done with go back along with the next that are wanted, and after this time at the latest. */
const RETURN_AFTER_MS = 50;

const TAKE = `SELECT (SELECT count(pg_advisory_unlock(key)) FROM unnest($1::bigint[]) AS key),
  ARRAY(SELECT pg_try_advisory_lock(key) FROM unnest($2::bigint[]) WITH ORDINALITY AS wanted (key, place) ORDER BY place)`;

/** Work on a key by one process at a time, and once in that process: an advisory lock per key. Nothing is written,
 *  and the locks of a process that dies are gone with its session, so nobody waits for a dead one; those of one that
 *  is frozen go within the deadline. Locks asked for together are taken in one statement. Behind a pooler that
 *  shares sessions between transactions it would hold nothing. */
export class KeyedLease {
  private readonly locks: LockSession;
  private readonly holdings = new Map<string, Holding>();
  private readonly batched = new Batched<string, number | undefined>({ run: (keys) => this.exchange(keys) });
  /** Not worked on any more, and still locked. */
  private returned = new Map<string, number>();
  private tidying: NodeJS.Timeout | undefined;

  private constructor(private readonly options: LockSessionOptions) {
    this.locks = new LockSession(options, () => this.lose());
  }

  static open(options: LockSessionOptions): KeyedLease {
    return new KeyedLease(options);
  }

  /** Runs the work while nobody else runs any on this key; `signal` aborts when the lock was lost meanwhile, and
   *  `isHeld` says so at once in a process that stood still, before its timers have gone off. Throws TransientError
   *  when somebody does, or when Postgres is out of reach; otherwise what the work throws. */
  async hold<T>(key: string, work: (signal: AbortSignal, isHeld: () => boolean) => Promise<T>): Promise<T> {
    if (this.holdings.has(key)) throw this.busy();
    const holding: Holding = { lost: new AbortController(), session: undefined };
    this.holdings.set(key, holding);
    try {
      holding.session = await this.take(key);
      if (holding.session === undefined) throw this.busy();
      return await work(holding.lost.signal, () => holding.session === this.locks.trusted);
    } finally {
      this.holdings.delete(key);
      if (holding.session !== undefined) this.giveBack(key, holding.session);
    }
  }

  /** Gives all locks back. */
  async close(): Promise<void> {
    clearTimeout(this.tidying);
    await this.locks.close();
  }

  private busy(): TransientError {
    return new TransientError(`somebody else works on this (${this.options.name})`);
  }

  private async take(key: string): Promise<number | undefined> {
    const session = this.returned.get(key);
    this.returned.delete(key);
    if (session !== undefined && session === this.locks.trusted) return session; // ours still
    return this.batched.ask(key);
  }

  private giveBack(key: string, session: number): void {
    if (session !== this.locks.trusted) return; // gone with its session
    this.returned.set(key, session);
    this.tidying ??= setTimeout(() => this.tidy(), RETURN_AFTER_MS).unref();
  }

  private tidy(): void {
    this.tidying = undefined;
    if (this.returned.size > 0) this.exchange([]).catch(() => undefined); // told already, and given back with the session
  }

  /** Gives back what was returned, and takes what is wanted: on which session, or undefined where somebody else has
   *  it. */
  private async exchange(wanted: readonly string[]): Promise<readonly (number | undefined)[]> {
    const returned = [...this.returned.keys()];
    this.returned = new Map();
    const numbersOf = (keys: readonly string[]): readonly string[] => keys.map((key) => lockKey(this.options.name, key));
    try {
      const { session, rows } = await this.locks.query({
        name: 'exchange',
        text: TAKE,
        values: [numbersOf(returned), numbersOf(wanted)],
      });
      const taken = rows[0]?.[1]?.slice(1, -1).split(',') ?? [];
      return wanted.map((_, index) => (taken[index] === 't' ? session : undefined));
    } catch (error) {
      this.options.onFailure?.(error);
      this.locks.drop(); // a statement that broke off may have taken some
      throw error;
    }
  }

  private lose(): void {
    this.returned = new Map();
    for (const { session, lost } of this.holdings.values()) {
      if (session !== undefined) lost.abort(new TransientError('the lock was lost'));
    }
  }
}
