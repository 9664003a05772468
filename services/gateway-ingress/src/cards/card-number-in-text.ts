import { isIssuedNumber } from './card-number.js';

const MIN_DIGITS = 13;
const MAX_DIGITS = 19;
/** The longest number of a telephone that the world can dial. Source: ITU-T E.164. */
const MAX_PHONE_DIGITS = 15;
const DIGITS_OF_A_SCRIPT = 10;

/** Every decimal digit of Unicode by its code point. Scripts have theirs in one block, from zero to nine. */
const digitOf = (() => {
  const all = new Map<number, number>();
  let value = 0;
  for (let code = 0; code < 0x1fbfa; code += 1) {
    const isDigit = /\p{Nd}/u.test(String.fromCodePoint(code));
    if (isDigit) all.set(code, value);
    value = isDigit ? (value + 1) % DIGITS_OF_A_SCRIPT : 0;
  }
  return all;
})();

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

/** The text with all digits, of whatever script or shape (full-width, circled, superscript), as 0 to 9, and what is invisible taken out. */
const withPlainDigits = (text: string): string => {
  if (isAscii(text)) return text;
  const plain = text.normalize('NFKC').replaceAll(/[\p{Cf}\p{M}]/gu, '');
  return [...plain].map((one) => String(digitOf.get(one.codePointAt(0) ?? 0) ?? one)).join('');
};

/** Most texts of an order are: nothing else needs to be looked at. One sign beyond ASCII may stand for several digits. */
const isTooShort = (text: string, count: number): boolean => text.length < count && isAscii(text);

const hasDigits = (text: string, count: number): boolean => {
  let digits = 0;
  for (const one of text) {
    if (one >= '0' && one <= '9') digits += 1;
    if (digits >= count) return true;
  }
  return false;
};

/** Digits, and what may stand between those of one number: up to three characters that are neither letters nor digits. */
const groupsForm = /\d+(?:[^\p{L}\p{N}]{1,3}\d+)*/gu;
/** A checksum, or an id such as a UUID, written in hexadecimal: its runs of digits mean nothing. */
const hexForm = /(?<![0-9a-z])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24,})(?![0-9a-z])/gi;
const withoutHex = (text: string): string => text.replaceAll(hexForm, (found) => (/[a-f]/i.test(found) ? ' x ' : found));

const lengths: readonly number[] = Array.from({ length: MAX_DIGITS - MIN_DIGITS + 1 }, (_, index) => MIN_DIGITS + index);

/** Whether any groups that stand side by side are a card number together. */
const hasNumber = (groups: readonly string[], isPhone: boolean): boolean => {
  const digits = groups.join('');
  const ends = new Set<number>();
  let end = 0;
  for (const { length } of groups) {
    end += length;
    ends.add(end);
  }
  const isCard = (start: number, length: number): boolean => {
    const isDialed = isPhone && start === 0 && length <= MAX_PHONE_DIGITS;
    return !isDialed && ends.has(start + length) && isIssuedNumber(digits.slice(start, start + length));
  };
  return [0, ...ends].some((start) => lengths.some((length) => isCard(start, length)));
};

/** Whether a card number stands in a text: 13 to 19 digits of any script that pass the check and that a network issues, in one piece or in
 *  groups with up to three signs between. Not taken for one: a telephone number with its plus in front, and the digits within a
 *  checksum or id in hexadecimal. Takes time in proportion to the text's length. */
export const hasCardNumber = (text: string): boolean => {
  if (isTooShort(text, MIN_DIGITS)) return false;
  const plain = withPlainDigits(text);
  if (!hasDigits(plain, MIN_DIGITS)) return false;
  const bare = withoutHex(plain);
  for (const { 0: run, index } of bare.matchAll(groupsForm)) {
    const isPhone = bare[index - 1] === '+';
    if (hasNumber(run.match(/\d+/g) ?? [], isPhone)) return true;
  }
  return false;
};

/** Whether this very card number stands in a text, whatever stands between its digits. */
export const namesCard = (text: string, pan: string): boolean => {
  if (isTooShort(text, pan.length)) return false;
  const plain = withPlainDigits(text);
  return hasDigits(plain, pan.length) && plain.replaceAll(/\D/g, '').includes(pan);
};

type Plain = Readonly<Record<string, unknown>>;

const segment = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

type IsIn = (text: string) => boolean;

/** `own`: the way from here to the one place where it belongs. */
const placesIn = (value: unknown, isIn: IsIn, own?: readonly string[]): readonly string[] => {
  if (own?.length === 0 || value === null) return [];
  if (typeof value === 'object') return placesInMembers(value as Plain, isIn, own);
  return isIn(String(value)) ? [''] : [];
};

/** Pointers are written for what is found: in nearly every request that is nothing. */
const placesInMembers = (value: Plain, isIn: IsIn, own: readonly string[] | undefined): readonly string[] => {
  const places: string[] = [];
  for (const name of Object.keys(value)) {
    const within = own?.[0] === name ? own.slice(1) : undefined;
    if (isIn(name)) places.push('');
    else for (const place of placesIn(value[name], isIn, within)) places.push(segment(name) + place);
  }
  return places;
};

/** Where in a JSON value, keys counted, this card number stands: JSON pointers. `own` is the one place where it belongs. */
export const placesOfCard = (value: unknown, { pan, own }: { pan: string; own: string }): readonly string[] =>
  placesIn(value, (text) => namesCard(text, pan), own.split('/').slice(1));

/** Where in a JSON value, keys counted, any card number stands: JSON pointers, of a key that of the object which has it. */
export const placesOfAnyCard = (value: unknown): readonly string[] => placesIn(value, hasCardNumber);
