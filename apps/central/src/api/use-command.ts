import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useStore } from '../shell/store-context.js';
import { request } from './client.js';
import { isDecided, problemOf } from './problem.js';

interface Sent {
  readonly text: string;
  readonly key: string;
}

interface Running<T> {
  readonly text: string;
  readonly answer: Promise<T>;
}

export interface CommandOptions<T> {
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly onDone?: (answer: T) => unknown;
  readonly onError?: (error: Error) => void;
  /** Done or refused. */
  readonly onSettled?: () => void;
}

/** A command to the store's API, done once for each wish of the user: what is sent again because nobody knows what became of the first has the same
 *  Idempotency-Key, and who clicks twice has asked once. Another wish, and another try after the answer was no, has another key: under the old one
 *  the old answer would come again. */
export const useCommand = <T, B = object>(rest: string, options: CommandOptions<T> = {}): UseMutationResult<T, Error, B> => {
  const { method = 'POST', headers, onDone, onError, onSettled } = options;
  const { path } = useStore();
  const sent = useRef<Sent>(undefined);
  const running = useRef<Running<T>>(undefined);
  const send = async (text: string, body: B): Promise<T> => {
    const key = sent.current?.text === text ? sent.current.key : crypto.randomUUID();
    sent.current = { text, key };
    const answer = await request<T>(path(rest), { method, body, headers: { ...headers, 'idempotency-key': key } });
    await onDone?.(answer.body);
    return answer.body;
  };
  return useMutation<T, Error, B>({
    mutationFn: (body) => {
      const text = JSON.stringify([rest, body, headers]);
      if (running.current?.text === text) return running.current.answer;
      const answer = send(text, body).finally(() => {
        running.current = undefined;
      });
      running.current = { text, answer };
      return answer;
    },
    onError: (error) => onError?.(error),
    onSettled: (_, error) => {
      if (error === null || isDecided(problemOf(error))) sent.current = undefined;
      onSettled?.();
    },
  });
};
