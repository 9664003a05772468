export * from './builders.js';
export * from './eventually.js';
export * from './servers.js';
export * from './specification.js';
