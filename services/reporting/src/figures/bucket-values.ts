import type { Period } from './buckets.js';
import type { Owner } from './figures.repository.js';
import { bucketRows } from './pieces.js';

const timesOf = (moments: readonly number[]): readonly string[] => moments.map((ms) => new Date(ms).toISOString());

/** The values of a `bucketStatement`. A period that was cut short keeps the begins of those buckets that had begun. */
export const bucketValues = ({ merchant, mode }: Owner, { fromMs, toMs, buckets }: Period, more: string): unknown[] => {
  const begins = buckets.map(({ beginMs }) => beginMs).filter((beginMs) => beginMs <= toMs);
  const { grain, without, quarters } = bucketRows([...begins, fromMs, toMs]);
  return [merchant, mode, grain, ...timesOf([fromMs, toMs]), timesOf(begins), timesOf(without), timesOf(quarters), more];
};
