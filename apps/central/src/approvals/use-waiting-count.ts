import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client.js';
import { useStore } from '../shell/store-context.js';

/** How often the menu looks whether something waits. */
const lookMs = 60_000;

/** How many refunds of others wait for who looks; 0 for who may approve none, in a mode that is locked to them, and while nobody knows. */
export const useWaitingCount = (): number => {
  const { session, mode, path, key, can } = useStore();
  const isOpen = mode === 'test' || session.user.hasSecondFactor;
  const { data } = useQuery({
    queryKey: key('approvals', 'count'),
    queryFn: ({ signal }) => get<{ readonly ofOthers: number }>(path('/refund-approvals/count'), signal),
    enabled: isOpen && can('refunds:approve'),
    refetchInterval: lookMs,
  });
  return data?.ofOthers ?? 0;
};
