import { DomainError } from '@tollgate/errors';

/** Download managers fetch with 4 to 16 connections. */
export const maxParallel = 16;
const mebibyte = 1_048_576;

/** What may be sent for one entitlement in all: a file fetched, broken and fetched again, with room for small ones. */
export const byteBudget = (sizeBytes: number): number => 3 * sizeBytes + 16 * mebibyte;

export interface Use {
  readonly sizeBytes: number;
  /** In all replicas, this one's own transfers included; not those that have sent all and wait for the client's end. */
  readonly runningCount: number;
  /** By ended and running transfers. */
  readonly sentBytes: number;
  /** What the running ones have still to send. */
  readonly reservedBytes: number;
  /** The lengths of all that are not written down as ended: those that run, and those that have sent all or are just ending. */
  readonly underWayBytes: number;
}

/** Whole copies of a file at once. */
const maxCopies = 3;

/** Lets a transfer of so many bytes begin. Throws DomainError `too_many_parallel` where the same request may be answered otherwise once a running
 *  transfer has ended: the file is complete then, or there is a place for one more; `too_many_bytes` where nothing runs and the file was fetched too
 *  often. */
export const admitTransfer = (use: Use, lengthBytes: number): void => {
  const { sizeBytes, runningCount, sentBytes, reservedBytes, underWayBytes } = use;
  if (runningCount >= maxParallel)
    throw new DomainError('too_many_parallel', undefined, `at most ${maxParallel} transfers at a time`);
  if (underWayBytes + lengthBytes >= (maxCopies + 1) * sizeBytes && underWayBytes > 0)
    throw new DomainError('too_many_parallel', undefined, `at most ${maxCopies} copies at a time`);
  if (sentBytes + reservedBytes + lengthBytes <= byteBudget(sizeBytes)) return;
  if (runningCount > 0)
    throw new DomainError('too_many_parallel', undefined, 'the transfers that run may need all that may be sent of this file');
  throw new DomainError('too_many_bytes', undefined, 'this file was fetched too often without being completed');
};
