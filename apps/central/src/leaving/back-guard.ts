/** What the browser’s history offers, and tells. */
export interface BrowserHistory {
  readonly state: unknown;
  readonly pushState: (state: unknown, unused: string) => void;
  readonly go: (by: number) => void;
  /** Answers how to stop. */
  readonly onPop: (listener: () => void) => () => void;
}

const isSentinel = (state: unknown): boolean => typeof state === 'object' && state !== null && 'isGuarded' in state;

/** Whether the entry that is shown is one that the guard put above the page: the next page takes its place. */
export const isGuardedEntry = ({ state }: Pick<BrowserHistory, 'state'>): boolean => isSentinel(state);

/** Has `ask` decide whether the page is left by the browser’s own back button, of which nobody is told before it was pressed: so the page lies in the
 *  history twice, and the first press leads from it to itself. Answers how to stop, which takes the second one away again. */
export const guardBack = (history: BrowserHistory, ask: (go: () => void) => void): (() => void) => {
  const guard = { isOn: true };
  const push = (): void => {
    const own = typeof history.state === 'object' ? history.state : {};
    if (!isSentinel(history.state)) history.pushState({ ...own, isGuarded: true }, '');
  };
  const leave = (): void => {
    guard.isOn = false;
    // Over both entries of the page.
    history.go(-2);
  };
  const stopListening = history.onPop(() => {
    if (!guard.isOn || isSentinel(history.state)) return;
    push();
    ask(leave);
  });
  push();
  return () => {
    stopListening();
    if (guard.isOn && isSentinel(history.state)) history.go(-1);
    guard.isOn = false;
  };
};
