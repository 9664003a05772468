import type { MessageInitShape, SalesResponseSchema } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import type { Period } from '../figures/buckets.js';
import type { BucketFigures } from '../figures/figures.repository.js';

type Answer = MessageInitShape<typeof SalesResponseSchema>;

const dayOf = (day: string, { currency, figures }: BucketFigures): NonNullable<Answer['days']>[number] => ({
  day,
  currency,
  orderCount: Number(figures.sales),
  captured: money(figures.captured_minor, currency),
  shipping: money(figures.shipping_minor, currency),
  tax: money(figures.tax_minor, currency),
  refundCount: Number(figures.refunds),
  refunded: money(figures.refunded_minor, currency),
  refundedShipping: money(figures.refunded_shipping_minor, currency),
  refundedTax: money(figures.refunded_tax_minor, currency),
});

/** The days on which something was taken or given back, by day and currency. */
export const salesAnswer = ({ buckets }: Period, rows: readonly BucketFigures[]): Answer => ({
  days: rows
    .filter(({ figures }) => figures.captures > 0n || figures.refunds > 0n)
    .toSorted((a, b) => a.bucket - b.bucket || (a.currency < b.currency ? -1 : 1))
    .map((row) => dayOf(buckets[row.bucket]?.label ?? '', row)),
});
