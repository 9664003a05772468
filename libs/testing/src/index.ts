export * from './builders.js';
export * from './specification.js';
