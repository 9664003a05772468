import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import { lookAgainMs, type WebhookDelivery, type WebhookEndpoint, type WholeDelivery } from './webhook.js';

const pageSize = 25;
const everyMs = 10_000;

export const useEndpoints = () => {
  const { path, key } = useStore();
  return useQuery({
    queryKey: key('webhooks', 'endpoints'),
    queryFn: ({ signal }) => get<List<WebhookEndpoint>>(path('/webhook-endpoints'), signal),
    refetchInterval: everyMs,
  });
};

export const useEndpoint = (id: string) => {
  const { path, key } = useStore();
  return useQuery({
    queryKey: key('webhooks', 'endpoint', id),
    queryFn: ({ signal }) => get<WebhookEndpoint>(path(`/webhook-endpoints/${encodeURIComponent(id)}`), signal),
    refetchInterval: everyMs,
  });
};

export const useEventTypes = (isWanted: boolean) => {
  const { path, key } = useStore();
  return useQuery({
    queryKey: key('webhook-event-types'),
    queryFn: ({ signal }) => get<{ readonly data: readonly string[] }>(path('/webhook-endpoints/event-types'), signal),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isWanted,
  });
};

/** An endpoint's, the newest first. `status`: empty for all of them. */
export const useDeliveries = (endpoint: string, status: string) => {
  const { path, key } = useStore();
  return useInfiniteQuery({
    queryKey: key('webhooks', 'deliveries', endpoint, status),
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ endpoint, limit: String(pageSize) });
      if (status !== '') query.set('status', status);
      if (pageParam !== '') query.set('cursor', pageParam);
      return get<List<WebhookDelivery>>(path(`/webhook-deliveries?${query}`), signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    // Whoever reads further back has the list stand still.
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && data.pages.length > 1 ? false : lookAgainMs(data?.pages[0]?.data),
  });
};

export const useDelivery = (id: string) => {
  const { path, key } = useStore();
  return useQuery({
    queryKey: key('webhooks', 'delivery', id),
    queryFn: ({ signal }) => get<WholeDelivery>(path(`/webhook-deliveries/${encodeURIComponent(id)}`), signal),
    refetchInterval: ({ state: { data } }) => lookAgainMs(data === undefined ? [] : [data]),
  });
};
