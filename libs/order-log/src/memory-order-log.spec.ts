import { MemoryOrderLog, MemoryStore } from './memory-order-log.js';
import { describeOrderLog } from './order-log.contract.js';

const store = new MemoryStore();
describeOrderLog('MemoryOrderLog', { open: async (service, options) => new MemoryOrderLog({ service, store, ...options }) });
