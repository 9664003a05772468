import { type BrowserHistory, guardBack, isGuardedEntry } from './back-guard.js';

/** A browser’s history that does at once what it is told. */
const newHistory = () => {
  const entries: { readonly page: string; readonly state: unknown }[] = [
    { page: 'before', state: null },
    { page: 'form', state: null },
  ];
  const listeners = new Set<() => void>();
  let at = 1;
  const go = (by: number): void => {
    if (entries[at + by] === undefined) return;
    at += by;
    for (const listener of [...listeners]) listener();
  };
  const history: BrowserHistory = {
    get state() {
      return entries[at]?.state;
    },
    pushState: (state) => {
      entries.splice(at + 1, Number.POSITIVE_INFINITY, { page: entries[at]?.page ?? '', state });
      at += 1;
    },
    go,
    onPop: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    history,
    back: () => go(-1),
    page: () => entries[at]?.page,
    pages: () => entries.slice(0, at + 1).map((one) => one.page),
  };
};

describe('the browser’s back button, where something would be lost', () => {
  it('leads nowhere before somebody was asked, however often it is pressed', () => {
    const { history, back, page } = newHistory();
    const asked: (() => void)[] = [];
    guardBack(history, (go) => asked.push(go));
    for (let press = 1; press <= 3; press += 1) {
      back();
      expect([page(), asked.length]).toEqual(['form', press]);
    }
  });

  it('leads to the page before once it may', () => {
    const { history, back, page } = newHistory();
    let leave: (() => void) | undefined;
    const stop = guardBack(history, (go) => {
      leave = go;
    });
    back();
    leave?.();
    stop();
    expect(page()).toBe('before');
  });

  it('leads there at once again when nothing is to be lost any more', () => {
    const { history, back, page, pages } = newHistory();
    const stop = guardBack(history, () => expect('nobody').toBe('asked'));
    expect(isGuardedEntry(history)).toBe(true);
    stop();
    expect([isGuardedEntry(history), pages()]).toEqual([false, ['before', 'form']]);
    back();
    expect(page()).toBe('before');
  });
});
