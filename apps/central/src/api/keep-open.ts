/** What is needed of a stream of the browser's: an `EventSource`. */
export interface Stream {
  readonly readyState: number;
  readonly addEventListener: (type: 'open' | 'error', act: () => void) => void;
  readonly close: () => void;
}

/** EventSource.CLOSED */
const closed = 2;
const leastMs = 2_000;
const mostMs = 30_000;

/** Keeps a stream open. The browser connects again by itself when one ends, but not after an answer other than 200, such as that of a server which
 *  is starting: then another stream is opened, after longer each time. `onMissed` hears when a stream goes on after a gap. Answers how to stop. */
export const keepOpen = (open: () => Stream, onMissed: () => void): (() => void) => {
  const kept: { stream?: Stream; timer?: ReturnType<typeof setTimeout>; waitMs: number; hasGap: boolean } = {
    waitMs: 0,
    hasGap: false,
  };
  const begin = (): void => {
    const stream = open();
    kept.stream = stream;
    stream.addEventListener('open', () => {
      kept.waitMs = 0;
      if (kept.hasGap) onMissed();
      kept.hasGap = false;
    });
    stream.addEventListener('error', () => {
      kept.hasGap = true;
      if (stream.readyState !== closed) return;
      kept.waitMs = Math.min(Math.max(kept.waitMs * 2, leastMs), mostMs);
      kept.timer = setTimeout(begin, kept.waitMs);
    });
  };
  begin();
  return () => {
    clearTimeout(kept.timer);
    kept.stream?.close();
  };
};
