import type { DailySales } from '@tollgate/contracts';
import { toJsonInteger } from '../orders/answer-order.js';

/** One day's sales in one currency; amounts in minor units. */
export const describeSales = ({ day, currency, orderCount, captured, tax, shipping }: DailySales) => ({
  day,
  currency,
  orderCount,
  captured: toJsonInteger(captured?.minor ?? 0n),
  tax: toJsonInteger(tax?.minor ?? 0n),
  shipping: toJsonInteger(shipping?.minor ?? 0n),
});
