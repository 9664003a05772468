import type { EventData } from '@tollgate/contracts';
import { taxLinesOf } from '../orders/answer-order.js';
import { toJsonInteger } from '../orders/json-integer.js';
import { FieldErrors, refusal } from '../validation/field-error.js';

/** What tax-shipping made of a basket. */
export type PricedBasket =
  | { readonly case: 'priced'; readonly value: EventData<'OrderPriced'> }
  | { readonly case: 'failed'; readonly value: EventData<'OrderPricingFailed'> }
  | { readonly case: undefined; readonly value?: undefined };

/** The prices of a basket. Throws DomainError with the code and field of the pricing that failed. */
export const pricesOf = (outcome: PricedBasket): EventData<'OrderPriced'> => {
  if (outcome.case === 'priced') return outcome.value;
  const { code = 'pricing_failed', field = '' } = outcome.value ?? {};
  throw field === '' ? refusal(code) : new FieldErrors([{ code, field }]);
};

/** A quote as the merchant is answered. Throws like `pricesOf`. */
export const answerQuote = (currency: string, outcome: PricedBasket) => {
  const prices = pricesOf(outcome);
  const { subtotal, shipping, tax, total, shippingMethod } = prices;
  const minor = (amount: typeof total): number => toJsonInteger(amount?.minor ?? 0n);
  return {
    currency,
    shippingMethod: shippingMethod || null,
    amounts: { subtotal: minor(subtotal), shipping: minor(shipping), tax: minor(tax), total: minor(total) },
    taxLines: taxLinesOf(prices),
  };
};
