import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { request } from '../api/client.js';
import { noticeSessionEnd } from '../api/query-client.js';
import { useWishKey } from '../api/use-wish-key.js';
import { useStore } from '../shell/store-context.js';
import type { WrittenList } from './list-entry.js';

interface Adding {
  readonly isRunning: boolean;
  readonly error: unknown;
}

const idle: Adding = { isRunning: false, error: null };

/** Lists a value, once for each wish. It may be a card's number: it goes through neither react-query nor anything else that keeps what it was given,
 *  and is forgotten with the answer, by `forget`, and when the session ends. */
export const useAddEntry = (list: WrittenList, onDone: () => void) => {
  const { path, key } = useStore();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(idle);
  const wishKey = useWishKey();
  const forget = (): void => {
    wishKey.settle(null);
    setAdding(idle);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form goes
  useEffect(() => forget, []);
  const add = async (body: object): Promise<void> => {
    const headers = { 'idempotency-key': wishKey.of(JSON.stringify(body)) };
    setAdding({ isRunning: true, error: null });
    try {
      await request(path(`/fraud-lists/${list}`), { method: 'POST', body, headers });
      forget();
      onDone();
    } catch (error) {
      noticeSessionEnd(error);
      wishKey.settle(error);
      setAdding({ isRunning: false, error });
    }
    void queries.invalidateQueries({ queryKey: key('fraud-lists', list) });
  };
  return { ...adding, add, forget };
};
