import type { FieldError } from '../validation/field-error.js';

export interface Expiry {
  /** 1 to 12 */
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

/** No issuer dates a card further ahead. */
const MAX_YEARS_AHEAD = 50;
/** In UTC: when a day has ended everywhere on earth, UTC−12 last. */
const END_OF_DAY_HOUR = 12;

/** A card is good until its month has ended everywhere on earth, at 12:00 UTC of the next one's first day: `card_expired` after that.
 *  `pointer` is where the card lies in the request. */
export const checkExpiry = ({ expiryMonth, expiryYear }: Expiry, now: Date, pointer: string): readonly FieldError[] => {
  if (Date.UTC(expiryYear, expiryMonth, 1, END_OF_DAY_HOUR) <= now.getTime()) {
    return [{ code: 'card_expired', field: `${pointer}/expiryMonth` }];
  }
  const isFar = expiryYear > now.getUTCFullYear() + MAX_YEARS_AHEAD;
  return isFar ? [{ code: 'invalid_expiry_year', field: `${pointer}/expiryYear` }] : [];
};
