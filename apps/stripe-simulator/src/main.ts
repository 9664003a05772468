import { readConfig } from './config.js';
import { startStripeSimulator } from './simulator.js';

const simulator = await startStripeSimulator(readConfig(process.env));
const line = { time: new Date().toISOString(), service: 'stripe-simulator', event: 'listening', port: simulator.port };
console.log(JSON.stringify(line)); // not by the stream itself, whose errors would end the process on a full disk
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void simulator.stop());
