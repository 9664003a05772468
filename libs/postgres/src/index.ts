export { type Backoff, backoffMs } from './backoff.js';
export { Batched, type BatchedOptions, rowsByKey } from './batched.js';
export {
  type ConnectionOptions,
  clientConfig,
  DEFAULT_TIMEOUTS,
  PREPARED_PLANNING,
  type ServerSettings,
  type Timeouts,
} from './connection-settings.js';
export type { Backlog, ClaimRequest, DueItem, DueWork, ScheduledListener, ScheduleRequest } from './due-work.js';
export { DueWorkRunner, type DueWorkRunnerOptions } from './due-work-runner.js';
export { dropDueWorkTableSql, dueWorkTableSql } from './due-work-table.js';
export { KeyedLease } from './keyed-lease.js';
export type { DueWorkHandler, Handled, HandledItem } from './kind-runner.js';
export { ConnectionLost, isSerializationFailure, isUniqueViolation, known, toKnownError } from './known-error.js';
export { Lease, type LeaseOptions } from './lease.js';
export type { LockSessionOptions } from './lock-session.js';
export { MemoryDueWork, type MemoryDueWorkOptions, type MemoryTransaction } from './memory-due-work.js';
export { Pool, type PoolOptions } from './pool.js';
export { PostgresDueWork, type PostgresDueWorkOptions } from './postgres-due-work.js';
export { SelfEndingClient } from './self-ending-client.js';
export { Session, type SessionOptions } from './session.js';
export { bytesIn, type Query, type Row, type Statement, type Value } from './statement.js';
export { queryRows, type SqlRunner, type TypeormOptions, typeormOptions, withKnownErrors } from './typeorm.js';
export { type ClientOptions, withClient } from './with-client.js';
