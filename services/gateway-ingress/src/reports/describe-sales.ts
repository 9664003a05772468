import type { DailySales } from '@tollgate/contracts';
import { toJsonInteger } from '../orders/json-integer.js';

const minor = (amount: DailySales['captured']): number => toJsonInteger(amount?.minor ?? 0n);

/** One day's sales and refunds in one currency; amounts in minor units. */
export const describeSales = (sales: DailySales) => ({
  day: sales.day,
  currency: sales.currency,
  orderCount: sales.orderCount,
  captured: minor(sales.captured),
  tax: minor(sales.tax),
  shipping: minor(sales.shipping),
  refundCount: sales.refundCount,
  refunded: minor(sales.refunded),
  refundedTax: minor(sales.refundedTax),
  refundedShipping: minor(sales.refundedShipping),
});
