const mebibyte = 1_048_576;
const smallCount = 1_000;
const smallBytes = 8 * mebibyte;
const largeBytes = 64 * mebibyte;
/** Source: Amazon S3, multipart upload limits. */
const maxParts = 10_000;

/** S3 takes at most 10,000 parts, and they may grow: small ones first, so that a usual file needs little memory. By its number, from 1. */
export const partBytes = (number: number): number => (number <= smallCount ? smallBytes : largeBytes);

/** 612 GB. */
export const maxObjectBytes = smallCount * smallBytes + (maxParts - smallCount) * largeBytes;

/** How many bytes so many whole parts hold. */
export const bytesOfParts = (count: number): number =>
  Math.min(count, smallCount) * smallBytes + Math.max(0, count - smallCount) * largeBytes;
