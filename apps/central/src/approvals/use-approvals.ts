import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import { useLive } from '../api/use-live.js';
import { useStore } from '../shell/store-context.js';
import type { WaitingApproval } from './approval.js';

const pageSize = 25;
const everyMs = 700;

/** What waits for a second person, oldest deadline first, looked at anew whenever something of it happens in the store. */
export const useApprovals = (): UseInfiniteQueryResult<InfiniteData<List<WaitingApproval>>> => {
  const { path, key } = useStore();
  const queryKey = key('approvals', 'queue');
  useLive({ isMeant: ({ type }) => type.startsWith('RefundApproval'), keys: [key('approvals')], everyMs });
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => {
      const rest = pageParam === '' ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
      return get<List<WaitingApproval>>(path(`/refund-approvals?limit=${pageSize}${rest}`), signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
};
