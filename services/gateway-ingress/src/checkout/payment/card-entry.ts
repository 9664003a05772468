/** The functions here stand in the page's script as well (`frame/page-script.ts`): each is whole in itself, and names nothing outside. */

/** What stands for digits in a field: those of full width, too; whatever people put between them is left out. */
export const digitsIn = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');

/** Month and year as people write them: `1/30`, `01/30`, `12/2030`, `1 / 2030`, `0130`, `012030`. Undefined for anything else. */
export const expiryIn = (text: string): { readonly month: number; readonly year: number } | undefined => {
  const plain = text.normalize('NFKC').trim();
  const match = /^(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})$/.exec(plain) ?? /^(\d{2})(\d{4}|\d{2})$/.exec(plain);
  if (match === null) return undefined;
  const month = Number(match[1]);
  const year = Number(match[2]);
  return month < 1 || month > 12 ? undefined : { month, year: year < 100 ? 2000 + year : year };
};

/** What is wrong with a card's month at that time; empty where nothing is. As the API has it (`cards/check-expiry.ts`): a card is good until its
 *  month has ended everywhere on earth, and is dated no further ahead than 50 years. */
export const expiryFault = (
  { month, year }: { readonly month: number; readonly year: number },
  nowMs: number,
): '' | 'card_expired' | 'invalid_expiry' => {
  if (Date.UTC(year, month, 1, 12) <= nowMs) return 'card_expired';
  return year > new Date(nowMs).getUTCFullYear() + 50 ? 'invalid_expiry' : '';
};

/** A card number in the groups of its face: all of its digits, up to 19 and beyond. */
export const groupedNumber = (digits: string): string =>
  (/^3[47]/.test(digits) ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10)] : (digits.match(/.{1,4}/g) ?? []))
    .filter((group) => group !== '')
    .join(' ');

/** Whether the check digit fits. Source: ISO/IEC 7812-1 annex B. */
export const isCardNumber = (digits: string): boolean => {
  if (digits.length < 12 || digits.length > 19) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
};

interface Range {
  readonly brand: string;
  readonly from: number;
  readonly to: number;
}

/** Which network's number it begins like; empty while that is open. */
export const brandIn = (digits: string, ranges: readonly Range[]): string => {
  const found = ranges.find(({ from, to }) => {
    const { length } = String(from);
    const prefix = Number(digits.slice(0, length));
    return digits.length >= length && prefix >= from && prefix <= to;
  });
  return found === undefined ? '' : found.brand;
};
