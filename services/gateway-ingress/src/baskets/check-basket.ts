import { checkAddress } from '../addresses/check-address.js';
import type { FieldError } from '../validation/field-error.js';
import { MAX_AMOUNT_MINOR } from '../validation/fields.schema.js';
import type { BasketRequest } from './basket-request.js';

export const needsShipping = ({ items }: Pick<BasketRequest, 'items'>): boolean => items.some(({ kind }) => kind === 'physical');

const isTooLarge = (minor: bigint): boolean => minor > BigInt(MAX_AMOUNT_MINOR);

/** `amount_too_large`, of a line or of all. */
export const checkAmounts = ({ items }: Pick<BasketRequest, 'items'>): readonly FieldError[] => {
  const lines = items.map(({ quantity, unitAmount }) => BigInt(quantity) * BigInt(unitAmount));
  const large = lines.findIndex(isTooLarge);
  if (large !== -1) return [{ code: 'amount_too_large', field: `/items/${large}/unitAmount` }];
  return isTooLarge(lines.reduce((a, b) => a + b, 0n)) ? [{ code: 'amount_too_large', field: '/items' }] : [];
};

const checkDestination = (basket: BasketRequest): readonly FieldError[] => {
  if (basket.shippingAddress !== undefined) return checkAddress(basket.shippingAddress, '/shippingAddress', 'shipping');
  return needsShipping(basket) ? [{ code: 'required', field: '/shippingAddress' }] : [];
};

/** What is wrong with a basket beyond its form, in the order of its fields: `amount_too_large`, addresses, and a shipping address that is
 *  `required` because something is shipped. What it costs, and whether a method serves it, is tax-shipping's to say. */
export const checkBasket = (basket: BasketRequest): readonly FieldError[] => [
  ...checkAmounts(basket),
  ...checkAddress(basket.billingAddress, '/billingAddress', 'billing'),
  ...checkDestination(basket),
];
