import type { DailySales } from '@tollgate/contracts';
import { describeSales } from '../reports/describe-sales.js';

const nothing = {
  sales: 0,
  captured: 0,
  tax: 0,
  shipping: 0,
  refunds: 0,
  refunded: 0,
  refundedTax: 0,
  refundedShipping: 0,
  net: 0,
};
type Sums = typeof nothing;

const plus = (sums: Sums, day: ReturnType<typeof describeSales>): Sums => ({
  sales: sums.sales + day.orderCount,
  captured: sums.captured + day.captured,
  tax: sums.tax + day.tax,
  shipping: sums.shipping + day.shipping,
  refunds: sums.refunds + day.refundCount,
  refunded: sums.refunded + day.refunded,
  refundedTax: sums.refundedTax + day.refundedTax,
  refundedShipping: sums.refundedShipping + day.refundedShipping,
  net: sums.net + day.captured - day.refunded,
});

/** What a store's days come to, currency by currency: two are never added. Amounts in minor units. */
export const storeSums = (store: string, days: readonly DailySales[]) =>
  [...Map.groupBy(days.map(describeSales), ({ currency }) => currency)]
    .map(([currency, own]) => ({ store, currency, ...own.reduce(plus, nothing) }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
