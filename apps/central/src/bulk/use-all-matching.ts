import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { get } from '../api/client.js';
import type { List, Order } from '../api/order.js';
import { apiQuery, type Filters } from '../orders/order-filters.js';
import { useStore } from '../shell/store-context.js';
import { mostOrders } from './bulk-plan.js';
import type { Chosen } from './use-selection.js';

const pageSize = 100;

/** All orders that the filters let through, the newest first, up to as many as can be worked with at once. */
const useMatching = (): UseMutationResult<readonly Order[], Error, Filters> => {
  const { path, store } = useStore();
  return useMutation({
    mutationFn: async (filters) => {
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
  });
};

export interface AllMatching {
  /** Loads them, and chooses them unless somebody has taken something back meanwhile, or looks at another list. */
  readonly choose: () => void;
  readonly state: Pick<UseMutationResult, 'error' | 'isPending' | 'isSuccess'>;
}

/** Chooses all orders that the filters let through. It belongs to one list: of another one it is another. */
export const useAllMatching = (filters: Filters, { add, orders }: Chosen): AllMatching => {
  const { mutate, reset, error, isPending, isSuccess } = useMatching();
  const count = orders.length;
  const before = useRef(count);
  useEffect(() => {
    if (count < before.current) reset();
    before.current = count;
  }, [count, reset]);
  // What is told to this call alone is not told any more after a reset, nor when the list is gone.
  const choose = (): void => mutate(filters, { onSuccess: (found) => add(found) });
  return { choose, state: { error, isPending, isSuccess } };
};
