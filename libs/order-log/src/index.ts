export * from './append/append-request.js';
export { hashOf } from './append/record.js';
export * from './crash-point.js';
export { MemoryOrderLog, type MemoryOrderLogOptions, MemoryStore } from './memory/memory-order-log.js';
export { migrateOrderLog } from './migrations/migrations.js';
export * from './order-log.js';
export * from './personal-data.js';
export { type OrderLogOptions, openOrderLog } from './postgres/postgres-order-log.js';
export * from './reactions/effect-runner.js';
export {
  BEGINNING,
  type BusLedger,
  type BusState,
  earlierCursor,
  type KnownConsumer,
  liesBefore,
  NOTHING_KNOWN,
  type StreamWitness,
} from './relay/bus-ledger.js';
export * from './targets.js';
export { type VerifyOptions, type VerifyReport, verify } from './verify/verify.js';
export type { LoggedEvent } from './verify/verify-order.js';
