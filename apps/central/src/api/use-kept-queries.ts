import { QueryObserver, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Keeps all answers for as long as nobody looks at them, so that a page that is shown again is the same. */
export const useKeptQueries = (areKept: boolean): void => {
  const queries = useQueryClient();
  useEffect(() => {
    if (!areKept) return;
    const stops = queries
      .getQueryCache()
      .getAll()
      .map(({ queryKey }) => new QueryObserver(queries, { queryKey, enabled: false }).subscribe(() => undefined));
    return () => {
      for (const stop of stops) stop();
    };
  }, [areKept, queries]);
};
