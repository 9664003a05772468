export * from './crash-point.js';
export { MemoryOrderLog, type MemoryOrderLogOptions, MemoryStore } from './memory-order-log.js';
export { migrateOrderLog } from './migrations.js';
export * from './occurrence.js';
export * from './order-log.js';
export * from './personal-data.js';
export { type OrderLogOptions, openOrderLog } from './postgres/postgres-order-log.js';
export { hashOf, streamOf } from './record.js';
