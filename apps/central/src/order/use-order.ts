import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { List, Operation, Order, OrderEvent } from '../api/order.js';
import { useLive } from '../api/use-live.js';
import { useStore } from '../shell/store-context.js';
import { operationsAt } from '../time-machine/operations-at.js';

/** Everything that is known of an order. */
export interface OrderView {
  readonly order: Order;
  readonly events: readonly OrderEvent[];
  /** Captures, voids and refunds, newest first. */
  readonly operations: readonly Operation[];
}

const everything = async <T>(path: string, signal: AbortSignal, at?: string): Promise<readonly T[]> => {
  const all: T[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: List<T> = await get<List<T>>(
      `${path}?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}${at === undefined ? '' : `&at=${encodeURIComponent(at)}`}`,
      signal,
    );
    all.push(...page.data);
    cursor = page.nextCursor;
  }
  return all;
};

const operationKinds = ['captures', 'void', 'refunds'] as const;
const waitingMs = 2_500;

const isWaiting = ({ order, operations }: OrderView): boolean =>
  order.status === 'pending' || operations.some(({ status }) => status === 'pending');

/** An order with its history, asked for anew while something of it is under way, and whenever something happens to it. `at`: as it was at that
 *  moment; the past stands still. */
export const useOrder = (id: string, at?: string): UseQueryResult<OrderView> => {
  const { path, key } = useStore();
  const queryKey = at === undefined ? key('order', id) : key('order', id, 'at', at);
  useLive({ isFollowing: at === undefined, isMeant: ({ order }) => order === id, keys: [queryKey], everyMs: 700 });
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const [order, events, ...operations] = await Promise.all([
        get<Order>(path(`/orders/${id}${at === undefined ? '' : `?at=${encodeURIComponent(at)}`}`), signal),
        everything<OrderEvent>(path(`/orders/${id}/events`), signal, at),
        ...operationKinds.map((kind) => everything<Operation>(path(`/orders/${id}/${kind}`), signal)),
      ]);
      const newestFirst = operations.flat().sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
      return { order, events, operations: at === undefined ? newestFirst : operationsAt(newestFirst, at) };
    },
    refetchInterval: ({ state }) => (at === undefined && state.data !== undefined && isWaiting(state.data) ? waitingMs : false),
  });
};
