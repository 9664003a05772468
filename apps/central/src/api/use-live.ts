import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useStore } from '../shell/store-context.js';

interface LiveEvent {
  /** ord_… */
  readonly order: string;
  readonly type: string;
}

/** Many events of one order come within a moment. */
const gatherMs = 700;

/** Asks anew for what is shown, soon after something happened to an order in the store. What is missed is shown with the next look. */
export const useLive = (isMeant: (event: LiveEvent) => boolean, keys: readonly (readonly unknown[])[]): void => {
  const queries = useQueryClient();
  const { path } = useStore();
  const latest = useRef({ isMeant, keys });
  latest.current = { isMeant, keys };
  const address = `/central/api${path('/live')}`;
  useEffect(() => {
    const source = new EventSource(address);
    const timer: { id: ReturnType<typeof setTimeout> | undefined } = { id: undefined };
    const look = (): void => {
      timer.id = undefined;
      for (const queryKey of latest.current.keys) void queries.invalidateQueries({ queryKey });
    };
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      if (latest.current.isMeant(JSON.parse(data) as LiveEvent)) timer.id ??= setTimeout(look, gatherMs);
    });
    return () => {
      source.close();
      clearTimeout(timer.id);
    };
  }, [address, queries]);
};
