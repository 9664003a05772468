import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';

/** Takes a data folder for this process; false where another one has it. The claim is an abstract socket: the kernel gives
 *  it to one only, and takes it back however its holder ends, so that no file can be stale, be missing on a full disk, or
 *  be taken by two that start at once. Source: unix(7). */
export const claimFolder = (folder: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(`\0tollgate-stack-${name}`, () => {
      server.unref();
      resolve(true);
    });
  });
