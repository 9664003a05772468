export * from './allocate.js';
export * from './currency.js';
export * from './money.js';
export * from './rate.js';
