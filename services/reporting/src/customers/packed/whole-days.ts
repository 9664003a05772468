import { DAY_MS } from '../../figures/buckets.js';

/** The whole days (UTC) of a time, milliseconds; undefined where it has none. */
export const wholeDaysOf = (fromMs: number, toMs: number): { readonly fromMs: number; readonly toMs: number } | undefined => {
  const days = { fromMs: Math.ceil(fromMs / DAY_MS) * DAY_MS, toMs: Math.floor(toMs / DAY_MS) * DAY_MS };
  return days.fromMs < days.toMs ? days : undefined;
};
