import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useStore } from '../shell/store-context.js';
import { keepOpen } from './keep-open.js';

interface LiveEvent {
  /** ord_… */
  readonly order: string;
  readonly type: string;
}

export interface LiveOptions {
  /** False while what is shown shall stay as it is, whatever happens. */
  readonly isFollowing?: boolean;
  readonly isMeant: (event: LiveEvent) => boolean;
  /** What is asked for anew. */
  readonly keys: readonly (readonly unknown[])[];
  /** At most one look in this time, whatever happens in a busy store. */
  readonly everyMs: number;
}

/** A page that nobody looks at asks for nothing until somebody does. */
const whenVisible = (act: () => void): void => {
  if (document.visibilityState === 'visible') act();
  else document.addEventListener('visibilitychange', () => whenVisible(act), { once: true });
};

/** Asks anew for what is shown, soon after something happened to an order in the store, or may have happened unheard. */
export const useLive = (options: LiveOptions): void => {
  const queries = useQueryClient();
  const { path } = useStore();
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const address = `/central/api${path('/live')}`;
  useEffect(() => {
    const timer: { id: ReturnType<typeof setTimeout> | undefined } = { id: undefined };
    const look = (): void => {
      timer.id = undefined;
      for (const queryKey of latest.current.keys) void queries.invalidateQueries({ queryKey });
    };
    const lookSoon = (): void => {
      const { isFollowing = true, everyMs } = latest.current;
      if (isFollowing) timer.id ??= setTimeout(() => whenVisible(look), everyMs);
    };
    const open = (): EventSource => {
      const source = new EventSource(address);
      source.addEventListener('message', ({ data }: MessageEvent<string>) => {
        if (latest.current.isMeant(JSON.parse(data) as LiveEvent)) lookSoon();
      });
      return source;
    };
    const close = keepOpen(open, lookSoon);
    return () => {
      close();
      clearTimeout(timer.id);
    };
  }, [address, queries]);
};
