import { describeOrderLog } from '../contract/order-log.contract.js';
import { MemoryOrderLog, MemoryStore } from './memory-order-log.js';

const store = new MemoryStore();
describeOrderLog('MemoryOrderLog', { open: async (service, options) => new MemoryOrderLog({ service, store, ...options }) });
