/** When a card ends, as the API takes it. */
export interface Expiry {
  /** 1 to 12 */
  readonly expiryMonth: number;
  /** Four digits */
  readonly expiryYear: number;
}

const separated = /^(\d{1,2})[ /.-]+(\d{2}|\d{4})$/;
const together = /^(\d{1,2})(\d{2}|\d{4})$/;

/** What people type of it: 1/30, 01/30, 1 / 2030, 0130, 12/2030. Undefined for what is no month of a year, or not finished. */
export const parseExpiry = (typed: string): Expiry | undefined => {
  const text = typed.normalize('NFKC').trim();
  // Three or five digits in a row begin with a month of one digit only where two would be none.
  const [, month = '', year = ''] = separated.exec(text) ?? together.exec(text) ?? [];
  const [expiryMonth, short] = [Number(month), Number(year)];
  if (month === '' || expiryMonth < 1 || expiryMonth > 12) return undefined;
  return { expiryMonth, expiryYear: year.length === 2 ? 2_000 + short : short };
};

/** As it stands on the card: 01/30. */
export const formatExpiry = ({ expiryMonth, expiryYear }: Expiry): string =>
  `${String(expiryMonth).padStart(2, '0')}/${String(expiryYear % 100).padStart(2, '0')}`;

/** No issuer dates a card further ahead; the API's bound. */
const mostYearsAhead = 50;

/** Good until its month has ended everywhere on earth, at 12:00 UTC of the next one's first day: the API's rule. */
export const expiryFault = (
  { expiryMonth, expiryYear }: Expiry,
  now: Date,
): 'card_expired' | 'invalid_expiry_year' | undefined => {
  if (Date.UTC(expiryYear, expiryMonth, 1, 12) <= now.getTime()) return 'card_expired';
  return expiryYear > now.getUTCFullYear() + mostYearsAhead ? 'invalid_expiry_year' : undefined;
};
