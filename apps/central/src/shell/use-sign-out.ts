import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { sessionKey, signOut } from '../api/session.js';

/** Ends the session. Whoever signs in next at this browser sees nothing of what this user saw. */
export const useSignOut = (): UseMutationResult<void, Error, void> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      (await import('../bulk/bulk-runners.store.js')).forgetRuns();
      queries.setQueryData(sessionKey, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    },
  });
};
