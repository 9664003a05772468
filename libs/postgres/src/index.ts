export {
  type ConnectionOptions,
  clientConfig,
  DEFAULT_TIMEOUTS,
  PREPARED_PLANNING,
  type ServerSettings,
  type Timeouts,
} from './connection/connection-settings.js';
export { Pool, type PoolOptions } from './connection/pool.js';
export { SelfEndingClient } from './connection/self-ending-client.js';
export { Session, type SessionOptions } from './connection/session.js';
export { queryRows, type SqlRunner, type TypeormOptions, typeormOptions, withKnownErrors } from './connection/typeorm.js';
export { type ClientOptions, withClient } from './connection/with-client.js';
export { type Backoff, backoffMs } from './due-work/backoff.js';
export type { Backlog, ClaimRequest, DueItem, DueWork, ScheduledListener, ScheduleRequest } from './due-work/due-work.js';
export { DueWorkRunner, type DueWorkRunnerOptions } from './due-work/due-work-runner.js';
export { dropDueWorkTableSql, dueWorkTableSql } from './due-work/due-work-table.js';
export type { DueWorkHandler, Handled, HandledItem } from './due-work/kind-runner.js';
export { MemoryDueWork, type MemoryDueWorkOptions, type MemoryTransaction } from './due-work/memory-due-work.js';
export { PostgresDueWork, type PostgresDueWorkOptions } from './due-work/postgres-due-work.js';
export {
  ConnectionLost,
  isDiskFull,
  isLockFailure,
  isSerializationFailure,
  isUniqueViolation,
  known,
  toKnownError,
} from './known-error.js';
export { KeyedLease } from './lease/keyed-lease.js';
export { Lease, type LeaseOptions } from './lease/lease.js';
export type { LockSessionOptions } from './lease/lock-session.js';
export { Batched, type BatchedOptions, rowsByKey } from './statements/batched.js';
export { bytesIn, type Query, type Row, type Statement, type Value } from './statements/statement.js';
