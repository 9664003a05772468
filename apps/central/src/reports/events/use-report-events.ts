import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import type { Days, RowKeys } from '@tollgate/report-tables';
import { get } from '../../api/client.js';
import type { List } from '../../api/order.js';
import { useStore } from '../../shell/store-context.js';
import { spanOf } from '../period/period.js';
import { useMoment } from '../use-reports.js';

/** An event behind a figure, and what it adds to it. */
export interface ReportEvent {
  readonly id: string;
  readonly type: string;
  readonly order: string;
  readonly reference: string | null;
  readonly occurredAt: string;
  readonly amount: number;
}

/** A figure of a report whose events are asked for. */
export interface Cell {
  readonly report: string;
  readonly currency: string;
  readonly figure: string;
  readonly days: Days;
  readonly keys: Omit<RowKeys, 'days'>;
}

/** The events that a figure is the sum of, newest first, a page at a time. */
export const useReportEvents = ({
  report,
  currency,
  figure,
  days,
  keys,
}: Cell): UseInfiniteQueryResult<InfiniteData<List<ReportEvent>>> => {
  const { path, key, store } = useStore();
  const { at, asOf } = useMoment();
  const query = { ...spanOf(days, store.timeZone), currency, figure, ...keys, ...asOf, limit: '50' };
  return useInfiniteQuery({
    queryKey: key('reports', report, 'events', query, at),
    queryFn: ({ pageParam, signal }) =>
      get<List<ReportEvent>>(
        path(
          `/reports/${report}/events?${new URLSearchParams({ ...query, ...(pageParam === '' ? {} : { cursor: pageParam }) })}`,
        ),
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
};
