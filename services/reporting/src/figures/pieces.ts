import { type Grain, startOf } from '../projection/roll-up/grains.js';
import { DAY_MS, QUARTER_MS } from './buckets.js';

/** A time of which the sums of one grain are added up. Milliseconds; the end is exclusive. */
export interface Piece {
  readonly grain: Grain;
  readonly fromMs: number;
  readonly toMs: number;
}

const floorTo = (grain: Grain, moment: number): number => Date.parse(startOf[grain](new Date(moment).toISOString()));

const lengthsMs: Readonly<Record<Grain, number>> = { quarter: QUARTER_MS, hour: 3_600_000, day: DAY_MS, month: 31 * DAY_MS };

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
