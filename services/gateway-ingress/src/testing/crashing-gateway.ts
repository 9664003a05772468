import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '@tollgate/testing';
import type { TestGateway } from './gateway.js';

/** Another replica, in a process of its own, that dies at the named point. */
export const crashingGateway = async (gateway: TestGateway, point: string) => {
  const port = await freePort();
  const env = {
    ...process.env,
    ...gateway.environment,
    TOLLGATE_API_PORT: String(port),
    TOLLGATE_LOG_LEVEL: 'info',
    TOLLGATE_CRASH_AT: point,
  };
  const main = join(import.meta.dirname, '../../dist/main.js');
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const chunk of child.stdout) if (String(chunk).includes('"serving"')) break;
  const stop = (): void => void child.kill('SIGKILL');
  return { port, stop, ended: child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve() };
};
