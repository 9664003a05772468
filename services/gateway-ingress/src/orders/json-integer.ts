import { invariant } from '@tollgate/errors';

/** An amount or size as the API's JSON carries it. Beyond 2^53−1 a number would lie, so that is a defect. */
export const toJsonInteger = (value: bigint): number => {
  invariant(value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER), 'the amount fits JSON');
  return Number(value);
};
