import type { AroundNavHandler } from 'wouter';

type Ask = (go: () => void) => void;

interface Guard {
  readonly ask: Ask;
  /** Whether the next page takes the place of the entry in the browser's history: it is the page's second one, which holds the back button. */
  readonly isReplaced: () => boolean;
}

/** Whoever has something to lose; one page at most. */
const guarded: { by: Guard | undefined; isUnasked: boolean } = { by: undefined, isUnasked: false };

/** Another page is asked for, by a link, the palette or a key: at once, unless somebody has something to lose. */
export const aroundNavigation: AroundNavHandler = (navigate, to, options) => {
  const { by, isUnasked } = guarded;
  const go = (): void => navigate(to, by?.isReplaced() === true ? { ...options, replace: true } : options);
  if (by === undefined || isUnasked) go();
  else by.ask(go);
};

/** Has `ask` decide whether the next page is gone to; answers how to stop. */
export const askBeforeLeaving = (ask: Ask, isReplaced = (): boolean => false): (() => void) => {
  const own: Guard = { ask, isReplaced };
  guarded.by = own;
  return () => {
    if (guarded.by === own) guarded.by = undefined;
  };
};

/** The page itself goes on, as its work is done: nobody is asked. */
export const leaveUnasked = (go: () => void): void => {
  guarded.isUnasked = true;
  try {
    go();
  } finally {
    guarded.isUnasked = false;
  }
};
