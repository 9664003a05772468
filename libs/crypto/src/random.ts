import { freshBytes } from './fresh-bytes.js';

/** Where chance comes from. It is injected, so that a test's seed decides. */
export interface Random {
  /** Unpredictable bytes, at most 4,096 at once. */
  bytes(sizeBytes: number): Buffer;
  /** Evenly spread, at least 0 and less than 1. */
  fraction(): number;
}

const FRACTION_BYTES = 6;

/** The randomness of the operating system. */
export const systemRandom: Random = {
  bytes: freshBytes,
  fraction: () => freshBytes(FRACTION_BYTES).readUIntBE(0, FRACTION_BYTES) / 2 ** (8 * FRACTION_BYTES),
};
