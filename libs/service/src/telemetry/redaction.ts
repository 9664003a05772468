import { passesLuhn } from '@tollgate/order';

/** 13 to 19 digits, alone or in groups by blanks or hyphens. */
const cardLike = /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d.-])/g;

/** A line with everything that could be a card number struck out. The last safeguard: nothing before it may log one. */
export const withoutCardNumbers = (line: string): string =>
  line.replace(cardLike, (found) => (passesLuhn(found.replace(/[ -]/g, '')) ? '[card number removed]' : found));
