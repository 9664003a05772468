export * from './crash-point.js';
export { MemoryOrderLog, type MemoryOrderLogOptions, MemoryStore } from './memory-order-log.js';
export * from './occurrence.js';
export * from './order-log.js';
export * from './personal-data.js';
export { hashOf, streamOf } from './record.js';
