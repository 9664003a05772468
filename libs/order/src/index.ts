export * from './order.js';
export * from './status.js';
export * from './testing/builders.js';
export * from './testing/given.js';
