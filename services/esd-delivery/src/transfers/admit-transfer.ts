import { DomainError } from '@tollgate/errors';

/** Download managers fetch with 4 to 16 connections. */
export const maxParallel = 16;
const mebibyte = 1_048_576;

/** What may be sent for one entitlement in all: a file fetched, broken and fetched again, with room for small ones. */
export const byteBudget = (sizeBytes: number): number => 3 * sizeBytes + 16 * mebibyte;

export interface Use {
  readonly sizeBytes: number;
  /** In all replicas, this one's own transfers included. */
  readonly runningCount: number;
  /** By ended and running transfers. */
  readonly sentBytes: number;
}

/** Lets a transfer of so many bytes begin. Throws DomainError `too_many_parallel` or `too_many_bytes`. */
export const admitTransfer = ({ sizeBytes, runningCount, sentBytes }: Use, lengthBytes: number): void => {
  if (runningCount >= maxParallel)
    throw new DomainError('too_many_parallel', undefined, `at most ${maxParallel} transfers at a time`);
  if (sentBytes + lengthBytes > byteBudget(sizeBytes)) {
    throw new DomainError('too_many_bytes', undefined, 'this file was fetched too often without being completed');
  }
};
