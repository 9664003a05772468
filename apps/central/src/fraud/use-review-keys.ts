import { useEffect } from 'react';
import { onKeys } from '../shell/keys.js';

const rowOf = (element: Element | null): Element | null => element?.closest('[data-held]') ?? null;

/** o opens the order reached; a and r ask whether to accept or reject it, or what waits on it: nothing is sent before that is confirmed. The row
 *  reached stays so where the focus is nowhere, as it is for a moment after a dialog has closed. */
export const useReviewKeys = (): void => {
  useEffect(() => {
    let reached: Element | null = null;
    const onFocus = ({ target }: FocusEvent): void => {
      reached = target instanceof Element ? (rowOf(target) ?? reached) : reached;
    };
    const row = (): Element | null => (document.activeElement === document.body ? reached : rowOf(document.activeElement));
    const press = (selector: string) => (): void => row()?.querySelector<HTMLElement>(selector)?.click();
    document.addEventListener('focusin', onFocus);
    const endKeys = onKeys({
      o: press('[data-row-link]'),
      a: press('[data-decision="accept"], [data-decision="approve"]'),
      r: press('[data-decision="reject"]'),
    });
    return () => {
      document.removeEventListener('focusin', onFocus);
      endKeys();
    };
  }, []);
};
