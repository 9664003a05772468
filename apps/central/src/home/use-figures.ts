import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { FiguresReport } from '../figures/figures.js';
import { figuresUntil } from '../figures/figures-until.js';
import { dayIn, daysAfter, startOfDay } from '../format/format-time.js';
import { useStore } from '../shell/store-context.js';

/** Today so far, and the same weekday of last week: until the same time of day, and as a whole. */
export interface Home {
  readonly today: FiguresReport;
  readonly lastWeek: FiguresReport;
  readonly lastWeekWhole: FiguresReport;
}

const weekMs = 7 * 86_400_000;

/** Today is a day of the store's zone. Last week ends as long after its day began as now is after today's: where the clocks were moved since, that
 *  is the same stretch of time, not the same figures on the clock. */
export const useFigures = (): UseQueryResult<Home> => {
  const { path, key, store } = useStore();
  const { timeZone } = store;
  return useQuery({
    queryKey: key('home'),
    queryFn: async ({ signal }) => {
      const now = new Date();
      const day = dayIn(now.toISOString(), timeZone);
      const [begin, before] = [startOfDay(day, timeZone), startOfDay(daysAfter(day, -7), timeZone)];
      const report = (span: { readonly from: string; readonly to: string }, bucket = 'hour'): Promise<FiguresReport> =>
        get(path(`/reports/figures?${new URLSearchParams({ ...span, timeZone, bucket })}`), signal);
      const elapsed = new Date(Date.parse(before) + Math.min(now.getTime() - Date.parse(begin), weekMs)).toISOString();
      const [today, lastWeek, lastWeekWhole] = await Promise.all([
        report({ from: begin, to: now.toISOString() }),
        figuresUntil((span) => report(span, 'day'), { from: before, to: elapsed }),
        report({ from: before, to: startOfDay(daysAfter(day, -6), timeZone) }),
      ]);
      return { today, lastWeek, lastWeekWhole };
    },
    refetchInterval: 60_000,
  });
};
