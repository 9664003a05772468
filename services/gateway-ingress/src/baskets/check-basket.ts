import { checkAddress } from '../addresses/check-address.js';
import type { BasketRequest, FieldError } from './basket-request.js';

/** In minor units: 99,999,999.99 of a currency with cents. Far below what DE 4 (12 digits) holds, so that tax and shipping fit, too. */
export const maxAmountMinor = 9_999_999_999;

/** The methods of the one carrier table there is. */
export const shippingMethods: ReadonlySet<string> = new Set(['ground', 'express']);
export const defaultShippingMethod = 'ground';

export const needsShipping = ({ items }: Pick<BasketRequest, 'items'>): boolean => items.some(({ kind }) => kind === 'physical');

const isTooLarge = (minor: bigint): boolean => minor > BigInt(maxAmountMinor);

const checkAmounts = ({ items }: BasketRequest): readonly FieldError[] => {
  const lines = items.map(({ quantity, unitAmount }) => BigInt(quantity) * BigInt(unitAmount));
  const large = lines.findIndex(isTooLarge);
  if (large !== -1) return [{ code: 'amount_too_large', field: `/items/${large}/unitAmount` }];
  const subtotal = lines.reduce((a, b) => a + b, 0n);
  if (isTooLarge(subtotal)) return [{ code: 'amount_too_large', field: '/items' }];
  return subtotal === 0n ? [{ code: 'amount_too_small', field: '/items' }] : [];
};

const checkMethod = ({ shippingMethod }: BasketRequest): readonly FieldError[] => {
  if (shippingMethod === undefined || shippingMethods.has(shippingMethod)) return [];
  return [{ code: 'unknown_shipping_method', field: '/shippingMethod' }];
};

const checkDestination = (basket: BasketRequest): readonly FieldError[] => {
  if (basket.shippingAddress !== undefined) return checkAddress(basket.shippingAddress, '/shippingAddress');
  return needsShipping(basket) ? [{ code: 'required', field: '/shippingAddress' }] : [];
};

/** What is wrong with a basket beyond its form, in the order of its fields: amounts (`amount_too_large`, `amount_too_small`),
 *  `unknown_shipping_method`, addresses, and a shipping address that is `required` because something is shipped. */
export const checkBasket = (basket: BasketRequest): readonly FieldError[] => [
  ...checkAmounts(basket),
  ...checkMethod(basket),
  ...checkAddress(basket.billingAddress, '/billingAddress'),
  ...checkDestination(basket),
];

export interface Expiry {
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

/** No issuer dates a card further ahead. */
const maxYearsAhead = 50;

/** A card is good to the end of its month, in UTC: `card_expired` after that. */
export const checkExpiry = ({ expiryMonth, expiryYear }: Expiry, now: Date): readonly FieldError[] => {
  if (Date.UTC(expiryYear, expiryMonth, 1) <= now.getTime()) {
    return [{ code: 'card_expired', field: '/payment/card/expiryMonth' }];
  }
  const isFar = expiryYear > now.getUTCFullYear() + maxYearsAhead;
  return isFar ? [{ code: 'invalid_expiry_year', field: '/payment/card/expiryYear' }] : [];
};
