import type { Random } from '@tollgate/crypto';
import { invariant } from '@tollgate/errors';

/** Nothing that is taken for something else where it is read aloud or typed: no 0 and O, no 1, I and L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const BITS_PER_SYMBOL = Math.log2(ALPHABET.length);
const MASK = 0x1f;

/** The only sign of a pattern that is drawn. */
const DRAWN = 'X';
const form = /^[A-Z0-9-]{1,64}$/;

export const DEFAULT_PATTERN = 'XXXXX-XXXXX-XXXXX-XXXXX';
/** Nobody guesses a key of so many random bits. */
export const MIN_PATTERN_BITS = 80;
/** Below this keys could be found by asking, whatever the merchant says of it. */
export const LEAST_PATTERN_BITS = 40;

/** Whether it can be a pattern: up to 64 capital letters, digits and hyphens, of which each X is drawn. */
export const isPattern = (text: string): boolean => form.test(text);

/** How many random bits a key of the pattern has. */
export const patternBits = (pattern: string): number => [...pattern].filter((sign) => sign === DRAWN).length * BITS_PER_SYMBOL;

/** Evenly: a draw that fits no symbol is drawn again. */
const symbol = (random: Pick<Random, 'bytes'>): string => {
  for (;;) {
    const drawn = ALPHABET[(random.bytes(1)[0] ?? 0) & MASK];
    if (drawn !== undefined) return drawn;
  }
};

/** A key of the pattern. */
export const drawKey = (pattern: string, random: Pick<Random, 'bytes'>): string => {
  invariant(isPattern(pattern), 'keys are drawn by a pattern');
  return [...pattern].map((sign) => (sign === DRAWN ? symbol(random) : sign)).join('');
};
