import { types } from 'node:util';
import { TransientError } from '@tollgate/errors';

/** The connection was lost with a statement under way: whether it was carried out is not known. */
export class ConnectionLost extends TransientError {}

/** `lost`: whatever was under way may have been carried out. `undone`: it was not, and may pass the next time. */
type Trouble = 'lost' | 'undone';
type Rule = readonly [pattern: RegExp, trouble: Trouble];

/** By SQLSTATE; the first that fits. Source: PostgreSQL manual, appendix A. */
const SQLSTATES: readonly Rule[] = [
  [/^57P03$/, 'undone'], // starting up or shutting down: takes no connection
  [/^(08|57P0)/, 'lost'], // connection exceptions; shutdown, crash, idle session ended
  [/^25P0[34]$/, 'lost'], // session ended: idle in transaction, or a transaction that took too long
  [/^40003$/, 'lost'], // the server does not know it either
  [/^40(000|001|P01)$/, 'undone'], // serialization failure, deadlock
  [/^(53|58)/, 'undone'], // out of disk, memory or connections; input and output
  [/^57014$/, 'undone'], // statement time-out
  [/^55P03$/, 'undone'], // lock time-out
  [/^25006$/, 'undone'], // the primary became a standby under us
];

/** By the code of a system call that failed. Nothing was sent yet where connecting itself failed. */
const SYSTEM_CODES: readonly Rule[] = [
  [/^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EMFILE|ENFILE)/, 'undone'],
  [/^(ECONN|EPIPE|ETIMEDOUT|ENOTCONN|ERR_STREAM_|ERR_SOCKET_CLOSED)/, 'lost'],
];

/** By the text of an error that has no code: those of `pg`, `pg-pool` and TypeORM. */
const MESSAGES: readonly Rule[] = [
  [/^timeout expired$/, 'undone'], // pg: the connect time-out
  [/^timeout exceeded when trying to connect$/, 'undone'], // pg-pool: all connections busy, or none can be made
  [/^Connection terminated due to connection timeout$/, 'undone'],
  [/^Client was closed and is not queryable$/, 'undone'],
  [/^Client has encountered a connection error and is not queryable$/, 'undone'],
  [/^Cannot use a pool after calling end on the pool$/, 'undone'], // asked for while the service stops
  [/^Connection terminated/, 'lost'],
  [/^Query read timeout$/, 'lost'],
  [/^Query runner already released/, 'undone'], // TypeORM: the connection broke between two statements of a transaction
  [/^Client network socket disconnected/, 'undone'], // TLS: in the handshake
];

const troubleIn = (rules: readonly Rule[], text: string): Trouble | undefined =>
  rules.find(([pattern]) => pattern.test(text))?.[1];

interface CodedError extends Error {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly severity?: unknown;
  readonly constraint?: unknown;
}

/** The error of the driver: TypeORM wraps it, along with the statement and its values, which belong in no log. */
const driverErrorOf = (error: unknown): CodedError | undefined => {
  const inner = types.isNativeError(error) && 'driverError' in error ? error.driverError : error;
  return types.isNativeError(inner) ? inner : undefined;
};

const troubleOf = (error: CodedError): Trouble | undefined => {
  const code = typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) return troubleIn(MESSAGES, error.message);
  if (error.severity !== undefined) return troubleIn(SQLSTATES, code);
  return error.syscall === 'connect' ? 'undone' : troubleIn(SYSTEM_CODES, code);
};

/** What an error of `pg`, TypeORM or a socket means. A TransientError, with the driver's error as its
 *  cause, when the outside failed: server away, out of resources, too slow, deadlock; a ConnectionLost where it is
 *  not known whether the statement was carried out. Everything else, e.g. a constraint, the syntax or a missing
 *  right, is answered as it is. */
export const toKnownError = (error: unknown): unknown => {
  const cause = driverErrorOf(error);
  if (cause === undefined || cause instanceof TransientError) return error;
  const trouble = troubleOf(cause);
  if (trouble === undefined) return error;
  return trouble === 'lost'
    ? new ConnectionLost('the connection to the database was lost', { cause })
    : new TransientError('the database cannot do this now', { cause });
};

/** Runs work that speaks to the database; what it throws is thrown as `toKnownError` says. */
export const known = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw toKnownError(error);
  }
};

const sqlStateOf = (error: unknown): unknown => {
  const own = driverErrorOf(error);
  return driverErrorOf(own instanceof TransientError ? own.cause : own)?.code;
};

/** Whether a row with this key is there already; with `constraint`, whether it is that one's key. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  sqlStateOf(error) === '23505' && (constraint === undefined || driverErrorOf(error)?.constraint === constraint);

/** Whether the transaction was undone for the sake of another one (serialization failure or deadlock): the same
 *  again may pass at once. */
export const isSerializationFailure = (error: unknown): boolean => /^40(000|001|P01)$/.test(String(sqlStateOf(error)));

/** Whether a statement could not have all its locks: no room for so many (`max_locks_per_transaction`), or another transaction held one for
 *  too long (`lock_timeout`). Less may pass. */
export const isLockFailure = (error: unknown): boolean => /^(53200|55P03)$/.test(String(sqlStateOf(error)));

/** Whether the server found no room on its disk. */
export const isDiskFull = (error: unknown): boolean => sqlStateOf(error) === '53100';
