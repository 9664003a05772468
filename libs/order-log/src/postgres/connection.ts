import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '@tollgate/errors';
import pg from 'pg';

/** Values come as Postgres writes them: JSON is parsed once, by whoever needs it. */
const raw = { getTypeParser: () => (value: string) => value };

/** A statement prepared on a young table would scan it for ever; a plan made once serves every batch. */
export const planning = '-c enable_seqscan=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan';

const firstBackoffMs = 50;
const maxBackoffMs = 2_000;

/** A server that answers late is cut off by itself first, so that it does not commit after we gave up. */
const statementTimeoutMs = 10_000;
const queryTimeoutMs = 12_000;

export interface ConnectionOptions {
  readonly connectionString: string;
  /** As the server lists it. */
  readonly name: string;
  readonly onLost?: ((error: unknown) => void) | undefined;
}

/** Rows come as arrays of texts. */
export type Row = readonly (string | null)[];

export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | number | null | readonly string[])[];
}

/** The server did not answer; whether it did what it was asked is not known. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

const isLost = (error: unknown): boolean => !(error instanceof pg.DatabaseError) || /^(08|57P0)/.test(error.code ?? '');

/** Asked in every new session, before anything else: the database behind the address may be another one than before. */
const openEpoch = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ open_epoch: string }>('SELECT order_log.open_epoch()');
  return Number(rows[0]?.open_epoch);
};

/** One connection that comes back by itself. */
export class Connection {
  readonly #options: ConnectionOptions;
  #client: pg.Client | undefined;
  #connecting: Promise<void> | undefined;
  #isClosed = false;
  /** Counts the sessions: what belongs to a session (a lock) is gone when it changes. */
  session = 0;
  /** The log's epoch in the database of the present session. */
  epoch = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Resolves once connected. Throws TransientError when that takes longer. */
  async ready(withinMs: number): Promise<void> {
    if (this.#client) return;
    if (this.#isClosed) throw new TransientError('the order log is closed');
    this.#connecting ??= this.#connect();
    const timer = new AbortController();
    const late = sleep(withinMs, 'late', { signal: timer.signal }).catch(() => 'late');
    const first = await Promise.race([this.#connecting, late]);
    timer.abort();
    if (first === 'late' || this.#client === undefined) throw new TransientError('the order log cannot be reached');
  }

  /** Runs one statement on the session at hand. Throws what Postgres said, or ConnectionLost. */
  async query(statement: Statement): Promise<readonly Row[]> {
    const client = this.#client;
    if (client === undefined) throw new ConnectionLost('not connected');
    try {
      const { rows } = await client.query<(string | null)[]>({ ...statement, values: [...statement.values], rowMode: 'array' });
      return rows;
    } catch (error) {
      if (!isLost(error)) throw error;
      this.#lose(client, error);
      throw new ConnectionLost('the connection was lost', { cause: error });
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
    await this.#connecting;
  }

  async #connect(): Promise<void> {
    for (let backoffMs = firstBackoffMs; !this.#isClosed; backoffMs = Math.min(2 * backoffMs, maxBackoffMs)) {
      const client = new pg.Client({
        connectionString: this.#options.connectionString,
        application_name: this.#options.name,
        options: `${planning} -c statement_timeout=${statementTimeoutMs}`,
        types: raw,
        query_timeout: queryTimeoutMs,
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
      });
      client.on('error', (error) => this.#lose(client, error));
      client.on('end', () => this.#lose(client, new Error('the server ended the session')));
      try {
        await client.connect();
        this.epoch = await openEpoch(client);
        this.session += 1;
        this.#client = client;
        break;
      } catch (error) {
        this.#options.onLost?.(error);
        void client.end().catch(() => undefined);
        await sleep(backoffMs, undefined, { ref: false });
      }
    }
    this.#connecting = undefined;
  }

  #lose(client: pg.Client, error: unknown): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#options.onLost?.(error);
    void client.end().catch(() => undefined);
  }
}
