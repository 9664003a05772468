import { DomainError, TransientError } from '@tollgate/errors';

/** Marking came to no end by itself: the file's fault, or that of a machine with too much else to do. */
export class MarkingBrokeOff extends TransientError {
  constructor(
    /** What is said of the file where it is not the machine's. */
    readonly code: 'file_too_complex' | 'malformed_file',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** After so many times it is taken for the file's fault. */
const mostTimes = 3;

/** Why there can be no copy, where marking broke off so many times; undefined as long as the next try may make one. */
export const failureOf = (error: unknown, times: number): string | undefined => {
  if (error instanceof DomainError) return error.code;
  return error instanceof MarkingBrokeOff && times >= mostTimes ? error.code : undefined;
};
