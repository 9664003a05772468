import type { Log } from './logger.js';

const firstDelayMs = 200;
const maxDelayMs = 3_000;

/** Tries until it succeeds. A service that starts before its servers waits for them, and does not end. */
export const untilItWorks = async <T>(what: string, log: Log, attempt: () => Promise<T>): Promise<T> => {
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, maxDelayMs)) {
    try {
      return await attempt();
    } catch (error) {
      log.warn({ error, delayMs }, `${what} cannot be reached yet`);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
};
