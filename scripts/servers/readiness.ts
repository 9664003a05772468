import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

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
