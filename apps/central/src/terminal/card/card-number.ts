/** What is typed of a card number: digits, whatever stands between them; those of a Japanese keyboard, too. */
export const digitsIn = (typed: string): string => typed.normalize('NFKC').replace(/\D/g, '');

interface Brand {
  readonly name: string;
  readonly prefix: RegExp;
  /** How the digits stand on the card; what is left goes into a last group. */
  readonly groups: readonly number[];
  readonly cvcLength: number;
}

const groupsOfFour = [4, 4, 4, 4];

/** Source: the networks' published ranges, ISO/IEC 7812-1. The first that fits decides. */
const brands: readonly Brand[] = [
  { name: 'amex', prefix: /^3[47]/, groups: [4, 6, 5], cvcLength: 4 },
  { name: 'diners', prefix: /^(?:30[0-5]|3095|36|38|39)/, groups: [4, 6, 4], cvcLength: 3 },
  { name: 'jcb', prefix: /^35(?:2[89]|[3-8])/, groups: groupsOfFour, cvcLength: 3 },
  { name: 'mastercard', prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, groups: groupsOfFour, cvcLength: 3 },
  { name: 'discover', prefix: /^(?:6011|64[4-9]|65)/, groups: groupsOfFour, cvcLength: 3 },
  { name: 'unionpay', prefix: /^62/, groups: groupsOfFour, cvcLength: 3 },
  { name: 'visa', prefix: /^4/, groups: groupsOfFour, cvcLength: 3 },
];

const brandIn = (digits: string): Brand | undefined => brands.find(({ prefix }) => prefix.test(digits));

/** The card's network as far as its first digits tell; undefined for what is none of them, or not clear yet. */
export const brandOf = (digits: string): string | undefined => brandIn(digits)?.name;

/** How long a security code is: three digits unless the network prints four. */
export const cvcLengthOf = (digits: string): number => brandIn(digits)?.cvcLength ?? 3;

/** The digits as they stand on the card: 4111 1111 1111 1111. None is cut off, however many there are. */
export const grouped = (digits: string): string => {
  const { groups } = brandIn(digits) ?? { groups: groupsOfFour };
  const ends = groups.map((_, index) => groups.slice(0, index + 1).reduce((sum, length) => sum + length, 0));
  return [0, ...ends]
    .map((begin, index) => digits.slice(begin, ends[index]))
    .filter((group) => group !== '')
    .join(' ');
};

/** Where the caret stands in the grouped number when so many digits lie before it. */
export const caretAfter = (digitsBefore: number, shown: string): number => {
  const at = [...shown].reduce(
    (found, character, index) => {
      if (found.left === 0) return found;
      return { left: character === ' ' ? found.left : found.left - 1, index: index + 1 };
    },
    { left: digitsBefore, index: 0 },
  );
  return at.index;
};

/** The check digit, the rule of the API. Source: ISO/IEC 7812-1, annex B. */
export const passesLuhn = (digits: string): boolean => {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};

/** 12 to 19 digits, the last of which fits the others. */
export const isCardNumber = (digits: string): boolean => /^\d{12,19}$/.test(digits) && passesLuhn(digits);
