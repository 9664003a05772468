import { timingSafeEqual } from 'node:crypto';

const bytesOf = (secret: string | Uint8Array): Uint8Array => (typeof secret === 'string' ? Buffer.from(secret) : secret);

/** Whether two secrets are the same, in a time that tells their length at most, not how far they agree (S14). Texts
 *  are compared as UTF-8. */
export const areEqualSecrets = (a: string | Uint8Array, b: string | Uint8Array): boolean => {
  const [one, other] = [bytesOf(a), bytesOf(b)];
  return one.length === other.length && timingSafeEqual(one, other);
};
