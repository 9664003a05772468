import type { FiguresResponseSchema, MessageShape } from '@tollgate/contracts';
import { toJsonInteger } from '../orders/json-integer.js';

type Response = MessageShape<typeof FiguresResponseSchema>;
type Figures = Response['currencies'][number]['total'];

const names = [
  'placed',
  'approved',
  'declined',
  'rejected',
  'held',
  'expired',
  'voided',
  'downloads',
  'sales',
  'captures',
  'captured',
  'goods',
  'shipping',
  'tax',
  'refunds',
  'refunded',
  'refundedGoods',
  'refundedShipping',
  'refundedTax',
  'net',
] as const;

const describe = (figures: Figures) =>
  Object.fromEntries(names.map((name) => [name, toJsonInteger(figures?.[name] ?? 0n)])) as Record<(typeof names)[number], number>;

/** What happened in a time, by currency: in sum, and bucket by bucket. Amounts in minor units. */
export const describeFigures = ({ from, to, currencies }: Response) => ({
  from,
  to,
  data: currencies.map(({ currency, total, series }) => ({
    currency,
    total: describe(total),
    series: series.map(({ label, begin, figures }) => ({ label, begin, figures: describe(figures) })),
  })),
});
