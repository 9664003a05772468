import { useEffect } from 'react';
import { onKeys } from '../shell/keys.js';

const rowOf = (): Element | null | undefined => document.activeElement?.closest('[data-held]');

/** o opens the order reached; a and r ask whether to accept or reject it: nothing is sent before that is confirmed. */
export const useReviewKeys = (): void => {
  useEffect(() => {
    const press = (selector: string) => (): void => rowOf()?.querySelector<HTMLElement>(selector)?.click();
    return onKeys({
      o: press('[data-row-link]'),
      a: press('[data-decision="accept"]'),
      r: press('[data-decision="reject"]'),
    });
  }, []);
};
