import type { Period } from './buckets.js';
import type { Wanted } from './owner.js';
import { piecesOf } from './pieces.js';

/** The longest first: what a bucket has whole months or days of is not added up of hours. */
const grains = ['month', 'day', 'hour', 'quarter'] as const;

const timesOf = (moments: readonly number[]): readonly string[] => moments.map((ms) => new Date(ms).toISOString());

/** The values of a `bucketStatement`. Of a period that was cut short the buckets are added up until there, and further rows are of the one that it
 *  was cut in. */
export const bucketValues = ({ merchant, mode, currency }: Wanted, { toMs, buckets }: Period, more: string): unknown[] => {
  const pieces = buckets.flatMap(({ beginMs }, bucket) =>
    piecesOf(beginMs, Math.min(buckets[bucket + 1]?.beginMs ?? toMs, toMs), grains).map((piece) => ({ ...piece, bucket })),
  );
  return [
    merchant,
    mode,
    pieces.map(({ grain }) => grain),
    timesOf(pieces.map((piece) => piece.fromMs)),
    timesOf(pieces.map((piece) => piece.toMs)),
    pieces.map(({ bucket }) => bucket),
    more,
    buckets.findLastIndex(({ beginMs }) => beginMs <= toMs),
    currency,
  ];
};
