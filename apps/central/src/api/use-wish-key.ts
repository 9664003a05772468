import { useRef } from 'react';
import { isDecided, problemOf } from './problem.js';

/** Idempotency-Keys of one user's wishes, one after the other. */
export interface WishKey {
  /** What is sent again because nobody knows what became of the first has the same key; another wish has another one. */
  readonly of: (text: string) => string;
  /** Hears what became of it (`null`: done). Once that is decided, the same text is another wish: under the old key the old answer would come
   *  again. */
  readonly settle: (error: unknown) => void;
}

export const useWishKey = (): WishKey => {
  const sent = useRef<{ readonly text: string; readonly key: string }>(undefined);
  return {
    of: (text) => {
      if (sent.current?.text !== text) sent.current = { text, key: crypto.randomUUID() };
      return sent.current.key;
    },
    settle: (error) => {
      if (error === null || isDecided(problemOf(error))) sent.current = undefined;
    },
  };
};
