export * from './clock.js';
export * from './errors.js';
export * from './fill-detail.js';
export * from './problem.js';
