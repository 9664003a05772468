import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { List, Order } from '../api/order.js';
import { useLive } from '../api/use-live.js';
import { useStore } from '../shell/store-context.js';

/** An order that waits for its review: `GET …/reviews`. */
export interface HeldOrder {
  readonly order: Order;
  readonly reasons: readonly string[];
  /** When it is rejected if nobody looks at it. */
  readonly until: string | null;
}

const pageSize = 25;
/** What reporting keeps may be a moment behind what was decided. */
const everyMs = 1_500;

/** The queue, oldest deadline first, looked at anew whenever something happens in the store that may change it. */
export const useReviews = (): UseInfiniteQueryResult<InfiniteData<List<HeldOrder>>> => {
  const { path, key } = useStore();
  const queryKey = key('reviews');
  useLive({ isMeant: ({ type }) => /^(Fraud|Review)/.test(type), keys: [queryKey], everyMs });
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      get<List<HeldOrder>>(path(`/reviews?limit=${pageSize}${pageParam === '' ? '' : `&cursor=${pageParam}`}`), signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
};
