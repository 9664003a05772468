import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { List, Order } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import { addressOf, apiQuery, type Filters } from './order-filters.js';

export const pageSize = 25;

/** The orders that the filters let through, newest first, a page at a time from where the last one ended. `at`: as they were at that moment. */
export const useOrders = (filters: Filters, at?: string): UseInfiniteQueryResult<InfiniteData<List<Order>>> => {
  const { path, key, store } = useStore();
  return useInfiniteQuery({
    queryKey: key('orders', addressOf(filters), at),
    queryFn: ({ pageParam, signal }) => {
      const query = apiQuery(filters, store.timeZone, at ?? new Date().toISOString());
      if (at !== undefined) query.set('at', at);
      query.set('limit', String(pageSize));
      if (pageParam !== '') query.set('cursor', pageParam);
      return get<List<Order>>(path(`/orders?${query}`), signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    maxPages: 40,
  });
};
