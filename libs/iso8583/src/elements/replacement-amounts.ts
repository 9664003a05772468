import { numeric } from './numeric.js';

const AMOUNT_DIGITS = 12;
const LAYOUT = /^(\d{12})/;
/** Settlement amount, and two fees with their signs: not ours to say. */
const NO_OTHER_AMOUNTS = '0'.repeat(42 - AMOUNT_DIGITS);

/** DE 95: what stays of a transaction of which a part is undone, in minor units. Source: ISO 8583:1987 DE 95 (an 42). */
export const formatReplacementAmount = (amount: bigint): string => `${numeric(amount, AMOUNT_DIGITS)}${NO_OTHER_AMOUNTS}`;

/** What stays by DE 95: 0 without it. Undefined where it is no amount. */
export const parseReplacementAmount = (text: string | undefined): bigint | undefined => {
  if (text === undefined) return 0n;
  const digits = LAYOUT.exec(text)?.[1];
  return digits === undefined ? undefined : BigInt(digits);
};
