import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  Breakdown,
  BreakdownRow,
  CurrencyFigures,
  CustomerGroup,
  CustomerRow,
  Days,
  SettlementRow,
  StoreRow,
} from '@tollgate/report-tables';
import { get } from '../api/client.js';
import { type FiguresReport, figuresOf } from '../figures/figures.js';
import { figuresUntil, type Span } from '../figures/figures-until.js';
import { useStore } from '../shell/store-context.js';
import { useAt } from '../time-machine/use-at.js';
import { dayCount, type Period, spanBefore, spanOf } from './period/period.js';

const everyMs = 60_000;

/** What a request says of the moment that is looked at. What is over does not change: nobody looks again. */
export const useMoment = () => {
  const { at } = useAt();
  return { at, asOf: at === undefined ? {} : { at }, refetchInterval: at === undefined ? everyMs : (false as const) };
};

/** More days than that are shown by month. */
const mostDaily = 92;
const bucketOf = (days: Days): 'day' | 'month' => (dayCount(days) > mostDaily ? 'month' : 'day');

/** What a period comes to in each currency, and what came before it. */
export interface Totals {
  readonly now: FiguresReport;
  readonly before: FiguresReport;
}

/** Which currencies there are, too: all else is asked for in the one that is shown. */
export const useTotals = (period: Period): UseQueryResult<Totals> => {
  const { path, key, store } = useStore();
  const { timeZone } = store;
  const { at, asOf, refetchInterval } = useMoment();
  return useQuery({
    queryKey: key('reports', 'totals', period, timeZone, at),
    queryFn: async ({ signal }) => {
      const totals = (span: Span & { readonly at?: string }): Promise<FiguresReport> =>
        get(path(`/reports/figures?${new URLSearchParams({ ...span, timeZone, bucket: 'period' })}`), signal);
      const earlier = spanBefore(period, at ?? new Date().toISOString(), timeZone);
      const [now, before] = await Promise.all([totals({ ...spanOf(period, timeZone), ...asOf }), figuresUntil(totals, earlier)]);
      return { now, before };
    },
    refetchInterval,
  });
};

/** By day, or by month where these are too many. */
export const usePeriodFigures = (days: Days, currency: string): UseQueryResult<CurrencyFigures> => {
  const { path, key, store } = useStore();
  const { timeZone } = store;
  const { at, asOf, refetchInterval } = useMoment();
  return useQuery({
    queryKey: key('reports', 'figures', days.from, days.to, currency, timeZone, at),
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ ...spanOf(days, timeZone), timeZone, bucket: bucketOf(days), currency, ...asOf });
      return figuresOf(await get<FiguresReport>(path(`/reports/figures?${query}`), signal), currency);
    },
    refetchInterval,
  });
};

export interface BreakdownReport {
  /** There are more rows than the API tells. */
  readonly isCut: boolean;
  readonly data: readonly BreakdownRow[];
}

export const useBreakdown = (by: Breakdown, { from, to }: Days, currency: string): UseQueryResult<BreakdownReport> => {
  const { path, key, store } = useStore();
  const { timeZone } = store;
  const { at, asOf, refetchInterval } = useMoment();
  return useQuery({
    queryKey: key('reports', by, from, to, currency, timeZone, at),
    queryFn: ({ signal }) =>
      get<BreakdownReport>(
        path(`/reports/breakdown?${new URLSearchParams({ ...spanOf({ from, to }, timeZone), timeZone, by, currency, ...asOf })}`),
        signal,
      ),
    refetchInterval,
  });
};

export const useSettlement = (days: Days, currency: string): UseQueryResult<readonly SettlementRow[]> => {
  const { path, key, store } = useStore();
  const { timeZone } = store;
  const { at, asOf, refetchInterval } = useMoment();
  return useQuery({
    queryKey: key('reports', 'settlement', days.from, days.to, currency, timeZone, at),
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ ...spanOf(days, timeZone), timeZone, bucket: bucketOf(days), currency, ...asOf });
      return (await get<{ readonly data: readonly SettlementRow[] }>(path(`/reports/settlement?${query}`), signal)).data;
    },
    refetchInterval,
  });
};

export interface CustomersReport {
  readonly data: readonly CustomerRow[];
  readonly groups: readonly CustomerGroup[];
}

export const useCustomersReport = (days: Days, currency: string): UseQueryResult<CustomersReport> => {
  const { path, key, store } = useStore();
  const { at, asOf, refetchInterval } = useMoment();
  return useQuery({
    queryKey: key('reports', 'customers', days.from, days.to, currency, store.timeZone, at),
    queryFn: ({ signal }) =>
      get<CustomersReport>(
        path(`/reports/customers?${new URLSearchParams({ ...spanOf(days, store.timeZone), currency, ...asOf })}`),
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
