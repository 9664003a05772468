import type { Duplex } from 'node:stream';
import { types } from 'node:util';
import pg from 'pg';

/** What `pg` says when its query time-out has passed. */
const QUERY_TIMEOUT = 'Query read timeout';

type Callback = (error: unknown, ...rest: unknown[]) => void;
type Query = (...args: unknown[]) => unknown;

/** A client of `pg` that ends its connection when the server did not answer in time. As it comes, `pg` reports the
 *  time-out and keeps the frozen connection, on which each statement after it waits for its own time-out: in a pool,
 *  until TCP gives up, some 15 minutes later. */
export class SelfEndingClient extends pg.Client {
  /** The connection is gone; nothing can be asked of it any more. */
  isEnded = false;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as Query;
    const watched: Query = (...args) => this.watch(query, args);
    this.query = watched as typeof this.query;
    this.on('end', () => {
      this.isEnded = true;
    });
  }

  /** Ends the connection at once, without a word to the server. */
  destroy(): void {
    this.end().catch(() => undefined); // marks it, so that no pool gives it out again
    (this as unknown as { connection: { stream: Duplex } }).connection.stream.destroy();
  }

  /** Says goodbye to the server, and ends the connection all the same when that takes longer. */
  async leave(withinMs: number): Promise<void> {
    const timer = setTimeout(() => this.destroy(), withinMs);
    await this.end().catch(() => undefined);
    clearTimeout(timer);
  }

  private watch(query: Query, args: readonly unknown[]): unknown {
    const last = args.at(-1);
    if (typeof last === 'function') {
      const callback: Callback = (error, ...rest) => {
        this.endIfFrozen(error);
        (last as Callback)(error, ...rest);
      };
      return query(...args.slice(0, -1), callback);
    }
    const result = query(...args);
    if (result instanceof Promise) result.catch((error: unknown) => this.endIfFrozen(error));
    return result;
  }

  private endIfFrozen(error: unknown): void {
    if (types.isNativeError(error) && error.message === QUERY_TIMEOUT) this.destroy();
  }
}
