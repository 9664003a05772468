import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import type { SavedFilter } from './saved-filter.js';

/** Their own and those that all of the store see. */
export const useSavedFilters = (): UseQueryResult<readonly SavedFilter[]> => {
  const { path, key, can } = useStore();
  return useQuery({
    queryKey: key('saved-filters'),
    queryFn: async ({ signal }) => (await get<List<SavedFilter>>(path('/saved-filters'), signal)).data,
    enabled: can('orders:read'),
    staleTime: 60_000,
  });
};
