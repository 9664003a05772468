import type { Random } from './random.ts';

/** What can go wrong. A seed draws which kinds do, and how often: one that has all of them at once finds less than many with a few each. */
export const faultKinds = [
  'crash',
  'freeze',
  'failed',
  'lost',
  'doubled',
  'delayed',
  'wiped',
  'outage',
  'acquirer',
  'mail',
  'download',
  'clock',
  'impatience',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** The share of effects that each fault meets, between 0 and 1; of `wiped`, `outage` and `clock`, how often in the whole run. */
export type FaultRates = Readonly<Record<FaultKind, number>>;

const magnitudes: Readonly<Record<FaultKind, readonly number[]>> = {
  crash: [0.003, 0.008, 0.02],
  freeze: [0.002, 0.006],
  failed: [0.01, 0.04, 0.1],
  lost: [0.02, 0.08, 0.2],
  doubled: [0.05, 0.2, 0.5],
  delayed: [0.01, 0.04],
  wiped: [1, 2],
  outage: [1, 2],
  acquirer: [0.1, 0.3, 0.6],
  mail: [0.2, 0.5],
  download: [0.3, 0.6],
  clock: [1, 3],
  impatience: [0.2, 0.5],
};

const SHARE_OF_SEEDS = 0.5;

export const drawFaults = (random: Random, among: readonly FaultKind[] = faultKinds): FaultRates =>
  Object.fromEntries(
    faultKinds.map((kind) => {
      // Drawn for every kind, so that leaving one out changes none of the others.
      const rate = random.pick(magnitudes[kind]);
      const isOn = random.happens(SHARE_OF_SEEDS);
      return [kind, isOn && among.includes(kind) ? rate : 0];
    }),
  ) as FaultRates;

export const noFaults = Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as FaultRates;
