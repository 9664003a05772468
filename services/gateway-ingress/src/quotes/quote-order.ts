import type { EventData } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { taxLinesOf, toJsonInteger } from '../orders/answer-order.js';

/** What tax-shipping made of a basket. */
export type PricedBasket =
  | { readonly case: 'priced'; readonly value: EventData<'OrderPriced'> }
  | { readonly case: 'failed'; readonly value: EventData<'OrderPricingFailed'> }
  | { readonly case: undefined; readonly value?: undefined };

/** A quote as the merchant is answered. Throws DomainError with the code and field of the pricing that failed. */
export const answerQuote = (currency: string, outcome: PricedBasket) => {
  if (outcome.case !== 'priced') {
    const { code = 'pricing_failed', field = '' } = outcome.value ?? {};
    throw new DomainError(code, field === '' ? undefined : field);
  }
  const { subtotal, shipping, tax, total, shippingMethod } = outcome.value;
  const minor = (amount: typeof total): number => toJsonInteger(amount?.minor ?? 0n);
  return {
    currency,
    shippingMethod: shippingMethod || null,
    amounts: { subtotal: minor(subtotal), shipping: minor(shipping), tax: minor(tax), total: minor(total) },
    taxLines: taxLinesOf(outcome.value),
  };
};
