import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import { useStore } from '../shell/store-context.js';
import type { Members } from './member.js';

/** Who works for the store, and as what. */
export const useMembers = (): UseQueryResult<Members> => {
  const { path, key } = useStore();
  return useQuery({ queryKey: key('members'), queryFn: ({ signal }) => get<Members>(path('/users'), signal) });
};
