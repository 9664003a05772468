import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { request } from '../api/client.js';
import { isDecided, problemOf } from '../api/problem.js';
import { noticeSessionEnd } from '../api/query-client.js';
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
  /** What nobody knows the outcome of: asked for again, it has the same key. */
  const sent = useRef<{ readonly text: string; readonly key: string }>(undefined);
  const forget = (): void => {
    sent.current = undefined;
    setAdding(idle);
  };
  useEffect(
    () => () => {
      sent.current = undefined;
      setAdding(idle);
    },
    [],
  );
  const add = async (body: object): Promise<void> => {
    const text = JSON.stringify(body);
    const wish = sent.current?.text === text ? sent.current : { text, key: crypto.randomUUID() };
    sent.current = wish;
    setAdding({ isRunning: true, error: null });
    try {
      await request(path(`/fraud-lists/${list}`), { method: 'POST', body, headers: { 'idempotency-key': wish.key } });
      forget();
      onDone();
    } catch (error) {
      noticeSessionEnd(error);
      if (isDecided(problemOf(error))) sent.current = undefined;
      setAdding({ isRunning: false, error });
    }
    void queries.invalidateQueries({ queryKey: key('fraud-lists', list) });
  };
  return { ...adding, add, forget };
};
