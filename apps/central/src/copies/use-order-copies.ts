import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import type { StampedCopy } from './copy.js';

const waitingMs = 2_500;

/** The buyer's own copies of an order's files, looked at again while one is being made. None where nothing is asked for, or nobody answers: what the
 *  order says of its downloads stands all the same. */
export const useOrderCopies = (order: string, isAsked: boolean): readonly StampedCopy[] => {
  const { path, key } = useStore();
  const { data } = useQuery({
    queryKey: key('copies', order),
    queryFn: ({ signal }) => get<List<StampedCopy>>(path(`/stamped-copies?order=${order}&limit=100`), signal),
    enabled: isAsked,
    refetchInterval: ({ state }) => (state.data?.data.some(({ status }) => status === 'waiting') === true ? waitingMs : false),
  });
  return isAsked ? (data?.data ?? []) : [];
};
