const everyMs = 20;

/** What `look` answers as soon as it answers something; fails after the time-out with what was waited for, which may tell what was there instead. */
export const eventually = async <T>(
  what: string | (() => string),
  look: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 60_000,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`${typeof what === 'string' ? what : what()} did not come within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
};
