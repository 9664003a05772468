import type { ClientConfig } from 'pg';
import { SelfEndingClient } from './self-ending-client.js';

/** How long the database may take. Every connection has all of them. */
export interface Timeouts {
  /** To connect, or to get a connection out of a pool. */
  readonly connectMs: number;
  /** The server ends a statement by itself after this time, and says so: it does not commit after we gave up. */
  readonly statementMs: number;
  /** We give up after this time, when the server does not even say that; longer than `statementMs`. The connection
   *  is ended. */
  readonly queryMs: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = { connectMs: 5_000, statementMs: 10_000, queryMs: 12_000 };
/** Where a merchant waits for what comes of it: a frozen connection is given up before they are. */
export const PROMPT_TIMEOUTS: Timeouts = { connectMs: 2_000, statementMs: 3_000, queryMs: 4_000 };

/** A transaction that its process forgot, or that lost it, holds its locks this long. */
const IDLE_IN_TRANSACTION_MS = 15_000;
const KEEP_ALIVE_DELAY_MS = 10_000;

/** The server lets go of a client whose machine is gone within half a minute, instead of two hours. */
const KEEP_ALIVE_OF_SERVER = { tcp_keepalives_idle: 10, tcp_keepalives_interval: 5, tcp_keepalives_count: 3 };

/** Settings of a server session by name, e.g. `{ synchronous_commit: 'off' }`. */
export type ServerSettings = Readonly<Record<string, string | number>>;

/** A statement prepared on a young table would scan it for ever; a plan made once serves every batch. For sessions
 *  of prepared statements that all go by an index. */
export const PREPARED_PLANNING: ServerSettings = {
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  plan_cache_mode: 'force_generic_plan',
};

export interface ConnectionOptions {
  readonly connectionString: string;
  /** As the server lists it. */
  readonly name: string;
  readonly settings?: ServerSettings | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
}

/** The settings in the form of the start-up message. */
const serverOptions = (settings: ServerSettings): string =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${String(value).replaceAll(/[\\ ]/g, String.raw`\$&`)}`)
    .join(' ');

/** What a client or a pool of `pg` is made with. */
export const clientConfig = (options: ConnectionOptions): ClientConfig & { readonly Client: typeof SelfEndingClient } => {
  const { connectMs, statementMs, queryMs } = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  return {
    connectionString: options.connectionString,
    application_name: options.name,
    options: serverOptions({ ...KEEP_ALIVE_OF_SERVER, ...options.settings }),
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: queryMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    Client: SelfEndingClient,
  };
};
