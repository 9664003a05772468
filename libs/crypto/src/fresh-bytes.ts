import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4_096;
const pool = Buffer.alloc(POOL_BYTES);
let usedBytes = POOL_BYTES;

/** Random bytes that nobody else gets, at most 4,096 at once (RangeError). They come out of a pool that is filled in
 *  one system call: under load the calls for a nonce here and a key there cost more than the sealing itself. The
 *  pool's copy is wiped as it is given out. */
export const freshBytes = (sizeBytes: number): Buffer => {
  if (sizeBytes > POOL_BYTES) throw new RangeError(`at most ${POOL_BYTES} bytes at once`);
  if (usedBytes + sizeBytes > POOL_BYTES) {
    randomFillSync(pool);
    usedBytes = 0;
  }
  const bytes = Buffer.from(pool.subarray(usedBytes, usedBytes + sizeBytes));
  pool.fill(0, usedBytes, usedBytes + sizeBytes);
  usedBytes += sizeBytes;
  return bytes;
};
