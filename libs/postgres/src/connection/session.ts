import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '@tollgate/errors';
import { ConnectionLost } from '../known-error.js';
import type { Query, Row, Statement } from '../statements/statement.js';
import { StatementQueue } from '../statements/statement-queue.js';
import { type ConnectionOptions, clientConfig, DEFAULT_TIMEOUTS } from './connection-settings.js';
import { SelfEndingClient } from './self-ending-client.js';

const FIRST_BACKOFF_MS = 50;
const MAX_BACKOFF_MS = 1_000;
const FAREWELL_MS = 1_000;
/** A connection that is lost again and again is a database that is away. */
const MAX_READS = 5;

export interface SessionOptions extends ConnectionOptions {
  /** Run on each new session before anything else is: what it throws ends that session, and another one is tried. */
  readonly onConnect?: ((query: Query) => Promise<unknown>) | undefined;
  /** Told of each session that was lost, and of each that could not be made. */
  readonly onLost?: ((error: unknown) => void) | undefined;
}

interface Live {
  readonly client: SelfEndingClient;
  readonly queue: StatementQueue;
}

/** One connection to Postgres that comes back by itself. Statements go out in the order in which they are asked for.
 *  A server that does not answer costs the time-outs (see `Timeouts`), no more: the connection is given up then, and
 *  the next statement makes a new one. */
export class Session {
  private live: Live | undefined;
  private connecting: Promise<void> | undefined;
  private joining: SelfEndingClient | undefined;
  private isClosed = false;
  private failure: unknown;
  private sessionCount = 0;

  constructor(private readonly options: SessionOptions) {}

  /** Counts the sessions: what belongs to a session, e.g. a lock, is gone when it changes. */
  get session(): number {
    return this.sessionCount;
  }

  get isConnected(): boolean {
    return this.live !== undefined;
  }

  /** Resolves once connected. Throws TransientError when that takes longer; its cause is why the last try failed. */
  async ready(withinMs = this.options.timeouts?.connectMs ?? DEFAULT_TIMEOUTS.connectMs): Promise<void> {
    if (this.live !== undefined) return;
    if (this.isClosed) throw new TransientError('the database session is closed');
    this.connecting ??= this.connect();
    const timer = new AbortController();
    const late = sleep(withinMs, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([this.connecting, late]);
    timer.abort();
    if (this.live === undefined) throw new TransientError('the database cannot be reached', { cause: this.failure });
  }

  /** Runs a statement, once connected. Throws what `toKnownError` says: TransientError, ConnectionLost, or what
   *  Postgres said. */
  async query(statement: Statement): Promise<readonly Row[]> {
    if (this.live === undefined) await this.ready();
    return this.queryOn(this.sessionCount, statement);
  }

  /** Runs a statement on this session, not on a later one. Throws ConnectionLost when it is gone. */
  async queryOn(session: number, statement: Statement): Promise<readonly Row[]> {
    const { live } = this;
    if (live === undefined || session !== this.sessionCount) throw new ConnectionLost('the database session is gone');
    try {
      return await live.queue.run(statement);
    } catch (error) {
      if (error instanceof ConnectionLost) this.lose(live.client, error);
      throw error;
    }
  }

  /** Runs a statement that only reads, again when the connection was lost meanwhile. Throws TransientError when none
   *  can be had in time. */
  async read(statement: Statement): Promise<readonly Row[]> {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await this.query(statement);
      } catch (error) {
        if (!(error instanceof ConnectionLost) || attempts === MAX_READS) throw error;
      }
    }
  }

  /** Runs the statements as one transaction, in which no other statement of this session can come between. Throws
   *  what the first that failed threw; nothing of it stands then, unless it is a ConnectionLost, after which that is
   *  not known. */
  async transaction(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    if (this.live === undefined) await this.ready();
    const session = this.sessionCount;
    const all = [{ text: 'BEGIN' }, ...statements, { text: 'COMMIT' }];
    const results = await Promise.allSettled(all.map((statement) => this.queryOn(session, statement)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return results.slice(1, -1).map((result) => (result as PromiseFulfilledResult<readonly Row[]>).value);
  }

  /** Gives up the session at hand, and what belongs to it; the next statement makes a new one. */
  drop(): void {
    if (this.live !== undefined) this.lose(this.live.client, new Error('the session was given up'));
  }

  /** Ends the session, within a second also when the server does not answer. */
  async close(): Promise<void> {
    this.isClosed = true;
    const { live } = this;
    this.live = undefined;
    this.joining?.destroy();
    await live?.client.leave(FAREWELL_MS);
  }

  private async connect(): Promise<void> {
    for (let backoffMs = FIRST_BACKOFF_MS; !this.isClosed; backoffMs = Math.min(2 * backoffMs, MAX_BACKOFF_MS)) {
      const client = new SelfEndingClient(clientConfig(this.options));
      this.joining = client;
      client.on('error', (error) => this.lose(client, error));
      client.on('end', () => this.lose(client, new Error('the server ended the session')));
      try {
        await client.connect();
        const queue = new StatementQueue(client);
        await this.options.onConnect?.((statement) => queue.run(statement));
        this.begin({ client, queue });
        break;
      } catch (error) {
        this.failure = error;
        this.options.onLost?.(error);
        client.destroy();
        await sleep(backoffMs, undefined, { ref: false });
      }
    }
    this.connecting = undefined;
  }

  private begin(live: Live): void {
    if (live.client.isEnded || this.isClosed) throw new ConnectionLost('the session ended as it began');
    this.sessionCount += 1;
    this.failure = undefined;
    this.live = live;
  }

  private lose(client: SelfEndingClient, error: unknown): void {
    if (this.live?.client !== client) return;
    this.live = undefined;
    this.failure = error;
    client.destroy();
    this.options.onLost?.(error);
  }
}
