import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { List, Order } from '../api/order.js';
import { apiQuery, type Filters } from '../orders/order-filters.js';
import { useStore } from '../shell/store-context.js';
import { mostOrders } from './bulk-plan.js';

const pageSize = 100;

/** All orders that the filters let through, the newest first, up to as many as can be worked with at once. */
export const useAllMatching = (
  filters: Filters,
  onFound: (orders: readonly Order[]) => void,
): UseMutationResult<readonly Order[], Error, void> => {
  const { path, store } = useStore();
  return useMutation({
    mutationFn: async () => {
      const found: Order[] = [];
      const now = new Date().toISOString();
      for (let cursor: string | null = ''; cursor !== null && found.length < mostOrders; ) {
        const query = apiQuery(filters, store.timeZone, now);
        query.set('limit', String(pageSize));
        if (cursor !== '') query.set('cursor', cursor);
        const page: List<Order> = await get<List<Order>>(path(`/orders?${query}`));
        found.push(...page.data);
        cursor = page.nextCursor;
      }
      return found;
    },
    onSuccess: onFound,
  });
};
