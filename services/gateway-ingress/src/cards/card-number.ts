import { brandRanges } from './card-brands.data.js';

const zeroDigit = 48;

/** Whether the last digit is the check digit of the others. Text that is not 12 to 19 digits is not. Source: ISO/IEC 7812-1 annex B. */
export const passesLuhn = (digits: string): boolean => {
  if (!/^\d{12,19}$/.test(digits)) return false;
  let sum = 0;
  for (let index = digits.length - 1, isDoubled = false; index >= 0; index -= 1, isDoubled = !isDoubled) {
    const digit = digits.charCodeAt(index) - zeroDigit;
    if (!isDoubled) sum += digit;
    else sum += digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
};

/** The network that issued a card, from its first digits; `other` for one that is not listed. */
export const brandOf = (bin: string): string => {
  for (const { brand, from, to } of brandRanges) {
    const prefix = Number(bin.slice(0, String(from).length));
    if (prefix >= from && prefix <= to) return brand;
  }
  return 'other';
};
