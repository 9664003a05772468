import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What one process at a time may do in a folder. */
export interface Claim {
  readonly folder: string;
  readonly purpose: string;
}

/** Takes it for this process. Answers how to give it back; undefined where another one has it. The claim is an abstract
 *  socket: the kernel gives it to one only, and takes it back however its holder ends, so that no file can be stale, be
 *  empty or missing on a full disk, or be taken by two that start at once. Source: unix(7). */
export const claim = ({ folder, purpose }: Claim): Promise<(() => void) | undefined> =>
  new Promise((resolve, reject) => {
    const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(`\0tollgate-${purpose}-${name}`, () => {
      server.unref();
      resolve(() => server.close());
    });
  });

/** Does the work while holding the claim; waits until whoever has it gives it back or is gone. */
export const withClaim = async (wanted: Claim, onWait: () => void, work: () => Promise<void>): Promise<void> => {
  let giveBack = await claim(wanted);
  if (giveBack === undefined) onWait();
  while (giveBack === undefined) {
    await sleep(500);
    giveBack = await claim(wanted);
  }
  try {
    await work();
  } finally {
    giveBack();
  }
};
