import type { AroundNavHandler } from 'wouter';

type Ask = (go: () => void) => void;

/** Whoever has something to lose; one page at most. */
const guard: { ask: Ask | undefined } = { ask: undefined };

/** Another page is asked for, by a link, the palette or a key: at once, unless somebody has something to lose. */
export const aroundNavigation: AroundNavHandler = (navigate, to, options) => {
  if (guard.ask === undefined) navigate(to, options);
  else guard.ask(() => navigate(to, options));
};

/** Has `ask` decide whether the next page is gone to; answers how to stop. */
export const askBeforeLeaving = (ask: Ask): (() => void) => {
  guard.ask = ask;
  return () => {
    if (guard.ask === ask) guard.ask = undefined;
  };
};
