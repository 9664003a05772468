import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { FiguresReport } from '../figures/figures.js';
import { useStore } from '../shell/store-context.js';
import { useAt } from '../time-machine/use-at.js';
import type { CustomerGroup, CustomerRow, SettlementRow, StoreRow } from './further-tables.js';
import { type Days, dayCount, type Period, type Span, spanBefore, spanOf } from './period/period.js';
import type { Breakdown, BreakdownRow } from './tables.js';

const everyMs = 60_000;

/** What a request says of the moment that is looked at. What is over does not change: nobody looks again. */
export const useMoment = () => {
  const { at } = useAt();
  return { at, asOf: at === undefined ? {} : { at }, refetchInterval: at === undefined ? everyMs : (false as const) };
};

/** More days than that are shown by month. */
const mostDaily = 92;
const bucketOf = (days: Days): 'day' | 'month' => (dayCount(days) > mostDaily ? 'month' : 'day');

/** The figures of a period, and of what came before it. */
export interface Compared {
  readonly now: FiguresReport;
  readonly before: FiguresReport;
}

export const usePeriodFigures = (period: Period): UseQueryResult<Compared> => {
  const { path, key, store } = useStore();
  const { timeZone } = store;
  const { at, asOf, refetchInterval } = useMoment();
  const bucket = bucketOf(period);
  return useQuery({
    queryKey: key('reports', 'figures', period, timeZone, at),
    queryFn: async ({ signal }) => {
      const report = ({ from, to }: Span, by: string): Promise<FiguresReport> =>
        get(path(`/reports/figures?${new URLSearchParams({ from, to, timeZone, bucket: by, ...asOf })}`), signal);
      const earlier = spanBefore(period, at ?? new Date().toISOString(), timeZone);
      // Of what came before, the totals are shown alone.
      const [now, before] = await Promise.all([report(spanOf(period, timeZone), bucket), report(earlier, 'month')]);
      return { now, before };
    },
    refetchInterval,
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
  const { at, asOf, refetchInterval } = useMoment();
  return useQuery({
    queryKey: key('reports', by, from, to, timeZone, at),
    queryFn: ({ signal }) =>
      get<BreakdownReport>(
        path(`/reports/breakdown?${new URLSearchParams({ ...spanOf({ from, to }, timeZone), timeZone, by, ...asOf })}`),
        signal,
      ),
    refetchInterval,
  });
};

export const useSettlement = (days: Days): UseQueryResult<readonly SettlementRow[]> => {
  const { path, key, store } = useStore();
  const { timeZone } = store;
  const { at, asOf, refetchInterval } = useMoment();
  return useQuery({
    queryKey: key('reports', 'settlement', days, timeZone, at),
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ ...spanOf(days, timeZone), timeZone, bucket: bucketOf(days), ...asOf });
      return (await get<{ readonly data: readonly SettlementRow[] }>(path(`/reports/settlement?${query}`), signal)).data;
    },
    refetchInterval,
  });
};

export interface CustomersReport {
  readonly data: readonly CustomerRow[];
  readonly groups: readonly CustomerGroup[];
}

export const useCustomersReport = (days: Days): UseQueryResult<CustomersReport> => {
  const { path, key, store } = useStore();
  const { at, asOf, refetchInterval } = useMoment();
  return useQuery({
    queryKey: key('reports', 'customers', days, store.timeZone, at),
    queryFn: ({ signal }) =>
      get<CustomersReport>(
        path(`/reports/customers?${new URLSearchParams({ ...spanOf(days, store.timeZone), ...asOf })}`),
        signal,
      ),
    refetchInterval,
  });
};

export interface StoresReport {
  readonly stores: readonly { readonly id: string; readonly name: string; readonly timeZone: string }[];
  readonly data: readonly StoreRow[];
}

/** Of all the stores of whoever is signed in, as far as they may read reports there; days are each store's own. */
export const useStoresReport = ({ from, to }: Days): UseQueryResult<StoresReport> => {
  const { mode, key } = useStore();
  const { at, asOf, refetchInterval } = useMoment();
  return useQuery({
    queryKey: key('reports', 'stores', from, to, at),
    queryFn: ({ signal }) => get<StoresReport>(`/reports/${mode}/stores?${new URLSearchParams({ from, to, ...asOf })}`, signal),
    refetchInterval,
  });
};
