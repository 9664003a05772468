import { startAcquirer } from './acquirer.js';
import { readConfig } from './config.js';

const log = (event: string, fields: Readonly<Record<string, unknown>>): void => {
  process.stdout.write(
    `${JSON.stringify({ time: new Date().toISOString(), service: 'acquirer-simulator', event, ...fields })}\n`,
  );
};

const acquirer = await startAcquirer(readConfig(process.env), log);
log('listening', { port: acquirer.port });
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void acquirer.stop());
