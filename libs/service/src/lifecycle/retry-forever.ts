import { TransientError } from '@tollgate/errors';
import { toKnownError } from '@tollgate/postgres';
import type { Log } from '../telemetry/logger.js';

const firstDelayMs = 200;
const maxDelayMs = 3_000;

/** Tries until it succeeds. A service that starts before its servers waits for them, and does not end.
 *  A mistake of our own (a migration that does not run) is thrown at once: no waiting mends it. */
export const retryForever = async <T>(what: string, log: Log, attempt: () => Promise<T>): Promise<T> => {
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, maxDelayMs)) {
    try {
      return await attempt();
    } catch (error) {
      if (isOurMistake(error)) throw error;
      log.warn({ error, delayMs }, `${what} cannot be reached yet`);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
};

/** Data exception, constraint violation, syntax error or access rule violation. Source: PostgreSQL, Appendix A. */
const mistakenStatement = /^(22|23|42)[0-9A-Z]{3}$/;

const isOurMistake = (error: unknown): boolean => {
  if (toKnownError(error) instanceof TransientError) return false;
  if (error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError) return true;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && mistakenStatement.test(error.code);
};
