const leastMs = 2_000;
const mostMs = 15_000;

/** How long after a try the next one begins: longer each time, so that a server that comes back is not met by everybody at once. */
export const nextWait = (waitedMs: number): number => Math.min(Math.max(waitedMs * 2, leastMs), mostMs);

/** Waits, unless it is given up before. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });

/** Tries what changes nothing, such as a read or the loading of a file, again and again until it succeeds. Answers undefined when it was given up
 *  by then. `onFailure` hears of each try that did not. */
export const untilDone = async <T>(
  attempt: () => Promise<T>,
  signal: AbortSignal,
  { firstMs = 0, onFailure }: { readonly firstMs?: number; readonly onFailure?: (error: unknown) => void } = {},
): Promise<T | undefined> => {
  for (let waitMs = firstMs; ; waitMs = nextWait(waitMs)) {
    await pause(waitMs, signal);
    if (signal.aborted) return undefined;
    try {
      return await attempt();
    } catch (error) {
      if (!signal.aborted) onFailure?.(error);
    }
  }
};
