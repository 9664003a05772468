import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isPassing, problemOf } from './problem.js';
import { endedSession, readSession, type Session, sessionKey } from './session.js';

const mostRetries = 2;

/** A session that ended while its page was open: the next thing asked for is answered so, and the user signs in anew. */
export const noticeSessionEnd = (error: unknown): void => {
  if (problemOf(error).code === 'not_signed_in') queryClient.setQueryData<Session | null>(sessionKey, endedSession);
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

/** Who is signed in now. Where that is somebody else than before, nothing is left of what was shown to the one before. */
export const currentSession = async (): Promise<Session | null> => {
  const before = queryClient.getQueryData<Session | null>(sessionKey);
  const now = await readSession();
  if (now === null) return endedSession(before);
  if (before?.user.id !== now.user.id) queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
  return now;
};
