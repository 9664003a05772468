import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useStore } from '../shell/store-context.js';
import type { BulkRun } from './bulk-run.js';
import type { BulkRunner } from './bulk-runner.js';
import { runnerOf } from './bulk-runners.store.js';

/** The run of this store and mode, if there is one. */
export const useBulk = (): { readonly runner: BulkRunner; readonly run: BulkRun | undefined } => {
  const runner = runnerOf(useStore());
  return { runner, run: useSyncExternalStore(runner.subscribe, runner.current) };
};

/** Once a run has ended, what it changed is looked at anew. Whoever closes the page meanwhile is asked. */
export const useWatchedRun = (run: BulkRun | undefined): void => {
  const { key } = useStore();
  const queries = useQueryClient();
  const isRunning = run?.state === 'running';
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !isRunning) {
      for (const name of ['orders', 'order', 'reviews']) void queries.invalidateQueries({ queryKey: key(name) });
    }
    wasRunning.current = isRunning;
  }, [isRunning, queries, key]);
  useEffect(() => {
    if (!isRunning) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isRunning]);
};
