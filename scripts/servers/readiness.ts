import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a running process showed when it was asked how it is: `silent` did not answer in time, `ill` answered that it
 *  cannot do its work. */
export type Probe = { readonly is: 'well' | 'silent' } | { readonly is: 'ill'; readonly why: string };

/** Asks until the answer is yes. Throws, naming what was waited for, once the time is over. */
export const waitUntil = async (what: string, timeoutMs: number, isReady: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady())) {
    if (Date.now() > deadline) throw new Error(`${what} was not ready after ${Math.round(timeoutMs / 1000)} s`);
    await sleep(25);
  }
};

/** Whether an HTTP GET is answered with a 2xx. */
export const answersHttp = async (url: string): Promise<boolean> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
};

/** Whether somebody accepts TCP connections there. */
export const acceptsTcp = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host, timeout: 2_000 });
    const settle = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });

const isOk = (status: number): boolean => status >= 200 && status < 300;

/** A GET as a liveness probe: any answer shows that the process turns; one that is not `isWell`, what is wrong with it. */
export const probeHttp = async (url: string, timeoutMs: number, isWell = isOk): Promise<Probe> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    const text = await answer.text();
    return isWell(answer.status) ? { is: 'well' } : { is: 'ill', why: text.slice(0, 300) };
  } catch {
    return { is: 'silent' };
  }
};

/** Whether PostgreSQL turns, also while it recovers, and with all connections taken: it answers the question for TLS
 *  before it looks at either. Source: PostgreSQL manual, 54.2.10 (SSLRequest). */
export const probePostgres = (port: number, timeoutMs: number): Promise<Probe> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1', timeout: timeoutMs });
    const settle = (is: 'well' | 'silent') => {
      socket.destroy();
      resolve({ is });
    };
    socket.once('connect', () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])));
    socket.once('data', () => settle('well'));
    for (const event of ['error', 'timeout', 'close'] as const) socket.once(event, () => settle('silent'));
  });
