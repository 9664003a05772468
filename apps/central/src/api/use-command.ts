import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useStore } from '../shell/store-context.js';
import { request } from './client.js';
import { useWishKey } from './use-wish-key.js';

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

/** A command to the store's API, done once for each wish of the user: who clicks twice has asked once. */
export const useCommand = <T, B = object>(rest: string, options: CommandOptions<T> = {}): UseMutationResult<T, Error, B> => {
  const { method = 'POST', headers, onDone, onError, onSettled } = options;
  const { path } = useStore();
  const wishKey = useWishKey();
  const running = useRef<Running<T>>(undefined);
  const send = async (text: string, body: B): Promise<T> => {
    const answer = await request<T>(path(rest), { method, body, headers: { ...headers, 'idempotency-key': wishKey.of(text) } });
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
      wishKey.settle(error);
      onSettled?.();
    },
  });
};
