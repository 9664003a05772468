import pg from 'pg';
import { known, toKnownError } from '../known-error.js';
import { type Query, queryConfig, type Row, type Statement } from '../statements/statement.js';
import { type ConnectionOptions, clientConfig } from './connection-settings.js';
import type { SelfEndingClient } from './self-ending-client.js';

const FAREWELL_MS = 1_000;
const DEFAULT_MAX_CONNECTIONS = 6;

export interface PoolOptions extends ConnectionOptions {
  readonly maxConnections?: number | undefined;
  /** Told of each idle connection that was lost. */
  readonly onLost?: ((error: unknown) => void) | undefined;
}

/** Several connections to Postgres, made when they are needed. One that is frozen costs whoever uses it the query
 *  time-out and is ended then; the others go on. Who finds all of them busy waits for the connect time-out. */
export class Pool {
  private readonly pool: pg.Pool;
  private readonly clients = new Set<SelfEndingClient>();

  constructor(options: PoolOptions) {
    this.pool = new pg.Pool({ ...clientConfig(options), max: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS });
    this.pool.on('error', (error) => options.onLost?.(error)); // an idle connection: the pool has removed it
    this.pool.on('connect', (client) => this.clients.add(client as unknown as SelfEndingClient));
    this.pool.on('remove', (client) => this.clients.delete(client as unknown as SelfEndingClient));
  }

  /** Runs a statement on any connection. Throws what `toKnownError` says: TransientError, ConnectionLost, or what
   *  Postgres said. */
  async query(statement: Statement): Promise<readonly Row[]> {
    return known(async () => (await this.pool.query<(string | null)[]>(queryConfig(statement))).rows);
  }

  /** Runs the work in a transaction of its own, undone when it throws. A ConnectionLost means that it may stand, or
   *  not. */
  async transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const client = await known(() => this.pool.connect());
    const query: Query = (statement) => known(async () => (await client.query<(string | null)[]>(queryConfig(statement))).rows);
    let failure: Error | undefined;
    const onError = (error: Error): void => {
      failure = error;
    };
    client.on('error', onError); // between two statements; the next one says so
    try {
      await query({ text: 'BEGIN' });
      const result = await work(query);
      await query({ text: 'COMMIT' });
      return result;
    } catch (error) {
      await query({ text: 'ROLLBACK' }).catch((cause: Error) => {
        failure = cause;
      });
      throw toKnownError(error);
    } finally {
      client.off('error', onError);
      client.release(failure);
    }
  }

  /** Ends all connections, within a second also when the server does not answer. What is asked for afterwards gets a
   *  TransientError. */
  async close(): Promise<void> {
    if (this.pool.ending) return;
    const timer = setTimeout(() => {
      for (const client of this.clients) client.destroy();
    }, FAREWELL_MS);
    await this.pool.end();
    clearTimeout(timer);
  }
}
