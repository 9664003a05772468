export * from './builders.js';
export * from './eventually.js';
export { FaultProxy, type FaultProxyOptions, type Reach } from './fault-proxy.js';
export * from './other-programs.js';
export * from './servers.js';
export * from './small-disk.js';
export * from './specification.js';
