import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { FiguresReport } from '../figures/figures.js';
import { useStore } from '../shell/store-context.js';
import { type Days, dayCount, type Period, type Span, spanBefore, spanOf } from './period/period.js';
import type { Breakdown, BreakdownRow } from './tables.js';

const everyMs = 60_000;

/** More days than that are shown by month. */
const mostDaily = 92;

/** The figures of a period, and of what came before it. */
export interface Compared {
  readonly now: FiguresReport;
  readonly before: FiguresReport;
}

export const usePeriodFigures = (period: Period): UseQueryResult<Compared> => {
  const { path, key, store } = useStore();
  const { timeZone } = store;
  const bucket = dayCount(period) > mostDaily ? 'month' : 'day';
  return useQuery({
    queryKey: key('reports', 'figures', period, timeZone),
    queryFn: async ({ signal }) => {
      const report = ({ from, to }: Span, by: string): Promise<FiguresReport> =>
        get(path(`/reports/figures?${new URLSearchParams({ from, to, timeZone, bucket: by })}`), signal);
      const earlier = spanBefore(period, new Date().toISOString(), timeZone);
      // Of what came before, the totals are shown alone.
      const [now, before] = await Promise.all([report(spanOf(period, timeZone), bucket), report(earlier, 'month')]);
      return { now, before };
    },
    refetchInterval: everyMs,
  });
};

export interface BreakdownReport {
  /** There are more rows than the API tells. */
  readonly isCut: boolean;
  readonly data: readonly BreakdownRow[];
}

export const useBreakdown = (by: Breakdown, { from, to }: Days): UseQueryResult<BreakdownReport> => {
  const { path, key, store } = useStore();
  const { timeZone } = store;
  return useQuery({
    queryKey: key('reports', by, from, to, timeZone),
    queryFn: ({ signal }) =>
      get<BreakdownReport>(
        path(`/reports/breakdown?${new URLSearchParams({ ...spanOf({ from, to }, timeZone), timeZone, by })}`),
        signal,
      ),
    refetchInterval: everyMs,
  });
};
