import type { AvsLetters } from '../profile.js';

/** AVS letters of the networks. Visa, Mastercard and American Express agree on A, Y, Z and N; letters of international cards (B, C, D,
 *  F, G, I, M, P) are Visa's; R, S, U, E: nothing was learned. On Discover A says that both match, and Y the street alone. */
export const AVS_LETTERS: AvsLetters = {
  // biome-ignore format: a table reads better as one
  default: {
    Y: 'Y', X: 'Y', D: 'Y', F: 'Y', M: 'Y', A: 'A', B: 'A', Z: 'Z', W: 'Z', P: 'Z', N: 'N',
    C: 'U', E: 'U', G: 'U', I: 'U', R: 'U', S: 'U', U: 'U',
  },
  // biome-ignore format: a table reads better as one
  discover: { X: 'Y', A: 'Y', Y: 'A', W: 'Z', Z: 'Z', N: 'N', G: 'U', R: 'U', S: 'U', T: 'U', U: 'U' },
};
