import { type Grain, startOf } from '../projection/grains.js';

/** A time of which the sums of one grain are added up. Milliseconds; the end is exclusive. */
export interface Piece {
  readonly grain: Grain;
  readonly fromMs: number;
  readonly toMs: number;
}

const floorTo = (grain: Grain, moment: number): number => Date.parse(startOf[grain](new Date(moment).toISOString()));

const lengthsMs: Readonly<Record<Grain, number>> = { quarter: 900_000, hour: 3_600_000, day: 86_400_000, month: 31 * 86_400_000 };

/** The first begin of a quarter, an hour, a day or a month from this moment on. */
const ceilTo = (grain: Grain, moment: number): number => {
  const begin = floorTo(grain, moment);
  return begin === moment ? moment : floorTo(grain, begin + lengthsMs[grain]);
};

/** The fewest rows that a period of whole quarters is the sum of: as many as fit of the longest grain, and of shorter ones before and behind
 *  them. */
export const piecesOf = (fromMs: number, toMs: number, [grain, ...shorter]: readonly Grain[]): readonly Piece[] => {
  if (fromMs >= toMs || grain === undefined) return [];
  if (shorter.length === 0) return [{ grain, fromMs, toMs }];
  const [begin, end] = [ceilTo(grain, fromMs), floorTo(grain, toMs)];
  if (begin >= end) return piecesOf(fromMs, toMs, shorter);
  return [...piecesOf(fromMs, begin, shorter), { grain, fromMs: begin, toMs: end }, ...piecesOf(end, toMs, shorter)];
};

/** What sums between moments are made of. Milliseconds. */
export interface BucketRows {
  readonly grain: Exclude<Grain, 'quarter'>;
  /** Begins of times of that grain that a moment lies in: they are in two buckets, and count by their quarters. */
  readonly without: readonly number[];
  readonly quarters: readonly number[];
}

/** The fewest rows that the times between these moments, the first and the last of them as well, are sums of: all of the longest grain that
 *  fits, which is the hour at least. Where a zone's days begin within one, its quarters stand for it. */
export const bucketRows = (moments: readonly number[]): BucketRows => {
  const grain = (['month', 'day'] as const).find((one) => moments.every((moment) => floorTo(one, moment) === moment)) ?? 'hour';
  const aligned = new Set(moments);
  const without = [...new Set(moments.map((moment) => floorTo(grain, moment)).filter((begin) => !aligned.has(begin)))];
  const [from, to] = [Math.min(...moments), Math.max(...moments)];
  const quarters = without
    .flatMap((hour) => [0, 1, 2, 3].map((quarter) => hour + quarter * lengthsMs.quarter))
    .filter((quarter) => quarter >= from && quarter < to);
  return { grain, without, quarters };
};
