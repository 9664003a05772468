export * from './builders.js';
export * from './eventually.js';
export * from './servers.js';
export * from './small-disk.js';
export * from './specification.js';
