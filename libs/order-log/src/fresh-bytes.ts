import { randomFillSync } from 'node:crypto';

const poolBytes = 4_096;
const pool = Buffer.alloc(poolBytes);
let used = poolBytes;

/** Random bytes that nobody else gets, out of a pool that is filled in one system call: under load the calls for a nonce here and a key there
 *  cost more than the sealing itself. The pool's copy is wiped as it is given out. */
export const freshBytes = (size: number): Buffer => {
  if (size > poolBytes) throw new RangeError(`at most ${poolBytes} bytes at once`);
  if (used + size > poolBytes) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + size));
  pool.fill(0, used, used + size);
  used += size;
  return bytes;
};
