import { DomainError, TransientError } from '@tollgate/errors';
import { CannotCheck } from './stack.js';

/** What a person is told when a command could not be done: a sentence where the outside is the reason, the error with its place in the code
 *  where it is a defect of ours. */
export const toldOf = (error: unknown): unknown => {
  const isExpected = error instanceof CannotCheck || error instanceof TransientError || error instanceof DomainError;
  if (!isExpected) return error;
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
};

/** The command's answer becomes the exit code: 0 clean, 1 a violation or a failure named, 2 could not be done. */
export const ending =
  <A extends readonly unknown[]>(command: (...args: A) => Promise<number>) =>
  async (...args: A): Promise<void> => {
    process.exitCode = await command(...args).catch((error: unknown) => {
      console.error(toldOf(error));
      return 2;
    });
  };
