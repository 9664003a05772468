import { checkAddress } from '../addresses/check-address.js';
import type { AddressRequest } from '../addresses/normal-address.js';
import { checkExpiry, type Expiry } from '../cards/check-expiry.js';
import type { FieldError } from '../validation/field-error.js';

/** A credit as it came in: well-formed, not yet checked against the world. */
export interface CheckedCredit {
  readonly amount: number;
  readonly billingAddress?: AddressRequest | undefined;
  readonly payment: { readonly card?: Expiry | undefined };
}

/** What is wrong with a credit beyond its form, in the order of its fields: `invalid_amount`, what `checkAddress` finds, `card_expired` and
 *  `invalid_expiry_year`. */
export const checkCredit = ({ amount, billingAddress, payment: { card } }: CheckedCredit, now: Date): readonly FieldError[] => [
  ...(amount < 1 ? [{ code: 'invalid_amount', field: '/amount' }] : []),
  ...(billingAddress === undefined ? [] : checkAddress(billingAddress, '/billingAddress', 'billing')),
  ...(card === undefined ? [] : checkExpiry(card, now, '/payment/card')),
];
