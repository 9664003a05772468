import { hash } from 'node:crypto';

/** The number of the advisory lock of this name and part: 64 bits of SHA-256, so that no two locks of a database
 *  meet by chance. As text, as it may exceed what a `number` holds. */
export const lockKey = (name: string, part: string): string =>
  Buffer.from(hash('sha256', JSON.stringify([name, part]), 'hex'), 'hex')
    .readBigInt64BE()
    .toString();
