export type { OrderTotals } from './books/order-totals.js';
export { type SimulatorOptions, type StripeSimulator, startStripeSimulator } from './simulator.js';
