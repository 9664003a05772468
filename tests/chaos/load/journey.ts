// What becomes of one order, from the basket to the last refund. Pure: which order goes which way follows from the
// seed.
import { between, type Random } from '../random.ts';

export type Step =
  | { readonly do: 'download'; readonly breaksAt?: number }
  | { readonly do: 'capture' | 'refund' | 'void'; readonly body: object };

export interface Journey {
  readonly type: 'sale' | 'preauth';
  readonly goods: 'paper' | 'mugs' | 'both';
  /** What the acquirer does with its card, where that is not to approve it. */
  readonly card?: 'declined' | 'silent' | 'late';
  readonly steps: readonly Step[];
}

type Way = (random: Random) => Journey;

/** Half of the downloads break on their way. */
const download = (random: Random): Step =>
  random() < 0.5 ? { do: 'download' } : { do: 'download', breaksAt: between(random, [10_000, 990_000]) };
const part = (random: Random) => ({ amount: between(random, [100, 1_500]) });

/** How many of a hundred orders go which way. */
const ways: readonly (readonly [number, Way])[] = [
  [30, (random) => ({ type: 'sale', goods: 'paper', steps: [download(random)] })],
  [10, (random) => ({ type: 'sale', goods: 'paper', steps: [download(random), { do: 'refund', body: {} }] })],
  [
    15,
    (random) => ({
      type: 'sale',
      goods: 'both',
      steps: [download(random), { do: 'refund', body: { lines: [{ line: 2, quantity: 1 }] } }],
    }),
  ],
  [5, () => ({ type: 'sale', goods: 'mugs', steps: [] })],
  [
    15,
    (random) => ({
      type: 'preauth',
      goods: 'mugs',
      steps: [
        { do: 'capture', body: part(random) },
        { do: 'capture', body: {} },
        { do: 'refund', body: part(random) },
      ],
    }),
  ],
  [
    10,
    (random) => ({
      type: 'preauth',
      goods: 'both',
      steps: [{ do: 'capture', body: { amount: between(random, [1_000, 4_000]), final: true } }, download(random)],
    }),
  ],
  [8, () => ({ type: 'preauth', goods: 'mugs', steps: [{ do: 'void', body: { reason: 'out of stock' } }] })],
  [
    4,
    (random) => ({
      type: 'preauth',
      goods: 'mugs',
      steps: [
        { do: 'capture', body: part(random) },
        { do: 'void', body: {} },
      ],
    }),
  ],
  [3, () => ({ type: 'sale', goods: 'mugs', card: 'declined', steps: [] })],
  [1, () => ({ type: 'sale', goods: 'mugs', card: 'silent', steps: [] })],
  [1, () => ({ type: 'preauth', goods: 'mugs', card: 'late', steps: [] })],
];

export const journeyOf = (random: Random): Journey => {
  let chance = random() * ways.reduce((sum, [share]) => sum + share, 0);
  for (const [share, way] of ways) {
    if (chance < share) return way(random);
    chance -= share;
  }
  throw new Error('the shares add up to all of it');
};
