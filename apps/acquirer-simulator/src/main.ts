import { startAcquirer } from './acquirer.js';
import { readConfig } from './config.js';

const log = (event: string, fields: Readonly<Record<string, unknown>>): void => {
  // Not by the stream itself, whose errors would end the process on a full disk.
  console.log(JSON.stringify({ time: new Date().toISOString(), service: 'acquirer-simulator', event, ...fields }));
};

const acquirer = await startAcquirer(readConfig(process.env), log);
log('listening', { port: acquirer.port });
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void acquirer.stop());
