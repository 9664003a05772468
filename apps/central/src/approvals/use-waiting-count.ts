import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import { useStore } from '../shell/store-context.js';

/** How often the menu looks whether something waits. */
const lookMs = 60_000;

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
