import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import { useLive } from '../api/use-live.js';
import { useStore } from '../shell/store-context.js';
import type { WaitingApproval } from './approval.js';

const pageSize = 25;
const everyMs = 700;
/** How often the menu looks whether something waits. */
const lookMs = 60_000;

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

/** How many refunds of others wait for who looks; 0 for who may approve none, and while nobody knows. */
export const useWaitingCount = (): number => {
  const { path, key, can } = useStore();
  const { data } = useQuery({
    queryKey: key('approvals', 'count'),
    queryFn: ({ signal }) => get<{ readonly ofOthers: number }>(path('/refund-approvals/count'), signal),
    enabled: can('refunds:approve'),
    refetchInterval: lookMs,
  });
  return data?.ofOthers ?? 0;
};
