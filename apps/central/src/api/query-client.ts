import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isPassing, problemOf } from './problem.js';
import { sessionKey } from './session.js';

const mostRetries = 2;

/** A session that ended while its page was open: the next thing asked for is answered so, and the user signs in anew. */
export const noticeSessionEnd = (error: unknown): void => {
  if (problemOf(error).code === 'not_signed_in') queryClient.setQueryData(sessionKey, null);
};

/** What passes by itself is asked for again; what is refused is shown. Commands are never repeated behind the user's back. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSessionEnd }),
  mutationCache: new MutationCache({ onError: noticeSessionEnd }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < mostRetries && isPassing(problemOf(error)),
    },
    mutations: { retry: false },
  },
});
