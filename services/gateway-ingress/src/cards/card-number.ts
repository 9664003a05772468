import { passesLuhn } from '@tollgate/order';
import { type BrandRange, brandRanges, otherIssuerRanges } from './card-brands.data.js';

const isIn = (digits: string, { from, to }: Omit<BrandRange, 'brand'>): boolean => {
  const prefix = Number(digits.slice(0, String(from).length));
  return prefix >= from && prefix <= to;
};

/** The network that issued a card, from its first digits; `other` for one that is not listed. */
export const brandOf = (bin: string): string => brandRanges.find((range) => isIn(bin, range))?.brand ?? 'other';

const issuedRanges = [...brandRanges, ...otherIssuerRanges];
const issuedFirstDigits: ReadonlySet<string> = new Set(
  issuedRanges.flatMap(({ from, to }) => {
    const [first, last] = [Number(String(from)[0]), Number(String(to)[0])];
    return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
  }),
);

/** Whether digits are a card number that somebody may hold: the check digit fits, and a network issues numbers of this range. Of the numbers
 *  that merely have the right length, such as those of orders and barcodes, one in twenty at most is taken for one. */
export const isIssuedNumber = (digits: string): boolean =>
  issuedFirstDigits.has(digits.charAt(0)) && passesLuhn(digits) && issuedRanges.some((range) => isIn(digits, range));
