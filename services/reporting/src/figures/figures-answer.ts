import type { BreakdownResponseSchema, FiguresResponseSchema, MessageInitShape } from '@tollgate/contracts';
import type { BreakdownRow } from './breakdown.repository.js';
import type { Period } from './buckets.js';
import { figures } from './figures.js';
import type { BucketFigures, Figures } from './figures.repository.js';

type FiguresAnswer = MessageInitShape<typeof FiguresResponseSchema>;
type FiguresInit = NonNullable<NonNullable<FiguresAnswer['currencies']>[number]['total']>;

const none = Object.fromEntries(figures.map((figure) => [figure, 0n])) as Figures;

const plus = (a: Figures, b: Figures): Figures =>
  Object.fromEntries(figures.map((figure) => [figure, a[figure] + b[figure]])) as Figures;

const described = (sums: Figures): FiguresInit => ({
  placed: sums.placed,
  approved: sums.approved,
  declined: sums.declined,
  rejected: sums.rejected,
  held: sums.held,
  expired: sums.expired,
  voided: sums.voided,
  downloads: sums.downloads,
  sales: sums.sales,
  captures: sums.captures,
  captured: sums.captured_minor,
  goods: sums.captured_minor - sums.shipping_minor - sums.tax_minor,
  shipping: sums.shipping_minor,
  tax: sums.tax_minor,
  refunds: sums.refunds,
  refunded: sums.refunded_minor,
  refundedGoods: sums.refunded_minor - sums.refunded_shipping_minor - sums.refunded_tax_minor,
  refundedShipping: sums.refunded_shipping_minor,
  refundedTax: sums.refunded_tax_minor,
  net: sums.captured_minor - sums.refunded_minor,
});

/** Totals and series of each currency in which anything happened; a bucket in which nothing did stands there with nothing. */
export const figuresAnswer = ({ fromMs, toMs, buckets }: Period, rows: readonly BucketFigures[]): FiguresAnswer => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
  currencies: [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, own]) => {
    const byBucket = new Map(own.map(({ bucket, figures: sums }) => [bucket, sums]));
    return {
      currency,
      total: described(own.reduce((total, { figures: sums }) => plus(total, sums), none)),
      series: buckets.map(({ label, beginMs }, bucket) => ({
        label,
        begin: new Date(beginMs).toISOString(),
        figures: described(byBucket.get(bucket) ?? none),
      })),
    };
  }),
});

const text = (value: string | number | undefined): string => String(value ?? '');
const amount = (value: string | number | undefined): bigint => BigInt(value ?? 0);

/** The rows of a breakdown, whatever it is by; `isCut` where there are more than the answer has room for. */
export const breakdownAnswer = (
  rows: readonly BreakdownRow[],
  most: number,
): MessageInitShape<typeof BreakdownResponseSchema> => ({
  isCut: rows.length > most,
  rows: rows.slice(0, most).map((row) => ({
    currency: text(row.currency),
    key: text(row.sku ?? row.method ?? row.country ?? row.jurisdiction ?? row.code),
    detail: text(row.name ?? row.outcome ?? (row.method === undefined ? '' : row.country)),
    ratePpm: Number(row.rate_ppm ?? 0),
    orders: amount(row.sales ?? row.orders),
    total: amount(row.total_minor),
    quantity: amount(row.quantity),
    captured: amount(row.captured_minor),
    shipping: amount(row.shipping_minor),
    taxable: amount(row.taxable_minor),
    tax: amount(row.tax_minor),
    refunds: amount(row.refunds),
    returnedQuantity: amount(row.returned_quantity),
    refunded: amount(row.refunded_minor),
    refundedShipping: amount(row.refunded_shipping_minor),
    refundedTaxable: amount(row.refunded_taxable_minor),
    refundedTax: amount(row.refunded_tax_minor),
    shippingTax: amount(row.shipping_tax_minor),
    refundedShippingTax: amount(row.refunded_shipping_tax_minor),
  })),
});
