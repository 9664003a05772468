// What becomes of one order, from the basket to the last refund. Pure: which order goes which way follows from the
// seed.
import { between, type Random } from '../random.ts';
import type { Manner } from './merchant.ts';

export type Step =
  | { readonly do: 'download'; readonly breaksAt?: number }
  | { readonly do: 'capture' | 'refund' | 'void' | 'mail' | 'reissue'; readonly body: object };

export interface Journey {
  readonly type: 'sale' | 'preauth';
  readonly goods: 'paper' | 'mugs' | 'both' | 'stamped' | 'keys';
  /** What the acquirer does with its card, where that is not to approve it. */
  readonly card?: 'declined' | 'silent' | 'late';
  readonly steps: readonly Step[];
  /** How its requests are asked. */
  readonly manner: Manner;
  /** The other merchant's: few, and everything that the first one's are. */
  readonly isOthers: boolean;
  /** The merchant whose order it is not tries to get at it. */
  readonly isPried: boolean;
}

type Way = (random: Random) => Pick<Journey, 'type' | 'goods' | 'card' | 'steps'>;

/** Half of the downloads break on their way. */
const download = (random: Random): Step =>
  random() < 0.5 ? { do: 'download' } : { do: 'download', breaksAt: between(random, [10_000, 990_000]) };
const part = (random: Random) => ({ amount: between(random, [100, 1_500]) });

/** How often orders go which way: shares of their sum. */
const ways: readonly (readonly [number, Way])[] = [
  [22, (random) => ({ type: 'sale', goods: 'paper', steps: [download(random)] })],
  [4, (random) => ({ type: 'sale', goods: 'paper', steps: [download(random), { do: 'mail', body: {} }] })],
  [4, (random) => ({ type: 'sale', goods: 'paper', steps: [download(random), { do: 'reissue', body: {} }, download(random)] })],
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
  [6, (random) => ({ type: 'sale', goods: 'stamped', steps: [download(random)] })],
  [2, (random) => ({ type: 'sale', goods: 'stamped', steps: [download(random), { do: 'reissue', body: {} }, download(random)] })],
  [2, (random) => ({ type: 'sale', goods: 'stamped', steps: [download(random), { do: 'refund', body: {} }] })],
  [8, () => ({ type: 'sale', goods: 'keys', steps: [] })],
  [3, () => ({ type: 'sale', goods: 'keys', steps: [{ do: 'refund', body: {} }] })],
  [1, () => ({ type: 'sale', goods: 'keys', steps: [{ do: 'reissue', body: {} }] })],
  [3, () => ({ type: 'preauth', goods: 'keys', steps: [{ do: 'capture', body: {} }] })],
  [3, () => ({ type: 'preauth', goods: 'keys', steps: [{ do: 'void', body: {} }] })],
  [2, () => ({ type: 'sale', goods: 'keys', card: 'declined', steps: [] })],
  [1, () => ({ type: 'sale', goods: 'keys', card: 'silent', steps: [] })],
  [1, () => ({ type: 'preauth', goods: 'keys', card: 'late', steps: [] })],
  [3, () => ({ type: 'sale', goods: 'mugs', card: 'declined', steps: [] })],
  [1, () => ({ type: 'sale', goods: 'mugs', card: 'silent', steps: [] })],
  [1, () => ({ type: 'preauth', goods: 'mugs', card: 'late', steps: [] })],
];

const mannerOf = (chance: number): Manner => {
  if (chance < 0.1) return 'again';
  return chance < 0.2 ? 'twice' : 'once';
};

export const journeyOf = (random: Random): Journey => ({
  ...wayOf(random)(random),
  manner: mannerOf(random()),
  isOthers: random() < 0.1,
  isPried: random() < 0.05,
});

const wayOf = (random: Random): Way => {
  let chance = random() * ways.reduce((sum, [share]) => sum + share, 0);
  for (const [share, way] of ways) {
    if (chance < share) return way;
    chance -= share;
  }
  throw new Error('the shares add up to all of it');
};
