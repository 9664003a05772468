import { approvalRate, type CurrencyFigures, type Figures } from './figures.js';
import type { Days, Row, Table } from './report-table.js';
import { type Cells, tableOf } from './table-of.js';

export const breakdowns = ['product', 'country', 'tax', 'shipping', 'decline'] as const;
export type Breakdown = (typeof breakdowns)[number];

/** A row of `GET …/reports/breakdown`; amounts in minor units. */
export interface BreakdownRow {
  readonly currency: string;
  /** The sku, country, jurisdiction, or the code of the decline. */
  readonly key: string;
  /** The name of the tax; declined, rejected or held. */
  readonly detail: string;
  readonly rate: string | null;
  readonly orders: number;
  readonly quantity: number;
  readonly total: number;
  readonly captured: number;
  readonly shipping: number;
  readonly taxable: number;
  readonly tax: number;
  readonly returnedQuantity: number;
  readonly refunded: number;
  readonly refundedTaxable: number;
  readonly refundedTax: number;
  readonly shippingTax: number;
  readonly refundedShipping: number;
}

/** The names of codes in the user's language. */
export interface Names {
  readonly country: (code: string) => string;
  readonly outcome: (outcome: string) => string;
  readonly reason: (code: string) => string;
  readonly method: (name: string) => string;
  readonly product: (sku: string) => string;
}

type Bucket = CurrencyFigures['series'][number];

const monthDays = (month: string): Days => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  // The day before the first of the next month.
  return { from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) };
};

/** The days of a bucket: itself, or those of its month that lie in the period. */
export const daysOfBucket = (label: string, { from, to }: Days): Days => {
  const days = label.length === 7 ? monthDays(label) : { from: label, to: label };
  return { from: days.from < from ? from : days.from, to: days.to > to ? to : days.to };
};

/** Days and months begin with the time, whatever else they tell. */
const byTime = (figures: CurrencyFigures, days: Days, cells: Cells<Figures>): Table =>
  tableOf<Bucket>(
    [
      ['time', 'day', ({ label }) => label],
      ...cells.map(([name, kind, of]) => [name, kind, ({ figures: one }: Bucket) => of(one)] as const),
    ],
    figures.series,
    ({ label }) => ({ id: label, orders: { ...daysOfBucket(label, days) }, keys: { days: daysOfBucket(label, days) } }),
    'figures',
  );

export const salesTable = (figures: CurrencyFigures, days: Days): Table =>
  byTime(figures, days, [
    ['sales', 'count', ({ sales }) => sales],
    ['captured', 'amount', ({ captured }) => captured],
    ['shipping', 'amount', ({ shipping }) => shipping],
    ['tax', 'amount', ({ tax }) => tax],
    ['refunded', 'amount', ({ refunded }) => refunded],
    ['refundedShipping', 'amount', ({ refundedShipping }) => refundedShipping],
    ['refundedTax', 'amount', ({ refundedTax }) => refundedTax],
    ['net', 'amount', ({ net }) => net],
  ]);

/** The rate of the whole period is that of its sums, not the mean of its days. */
export const authorizationsTable = (figures: CurrencyFigures, days: Days): Table => {
  const table = byTime(figures, days, [
    ['placed', 'count', ({ placed }) => placed],
    ['approved', 'count', ({ approved }) => approved],
    ['declined', 'count', ({ declined }) => declined],
    ['rejected', 'count', ({ rejected }) => rejected],
    ['held', 'count', ({ held }) => held],
    ['approvalRate', 'rate', (one) => approvalRate(one) ?? null],
  ]);
  const last = table.columns.length - 1;
  return { ...table, totals: table.totals.with(last, approvalRate(figures.total) ?? null) };
};

export const downloadsTable = (figures: CurrencyFigures, days: Days): Table =>
  byTime(figures, days, [
    ['downloads', 'count', ({ downloads }) => downloads],
    ['sales', 'count', ({ sales }) => sales],
  ]);

/** Each on the day it was given back, credits with them: what was sold earlier does not change. Orders are looked for by the day they were placed,
 *  so a row opens none; each of its figures opens its events. */
export const refundsTable = (figures: CurrencyFigures, days: Days): Table => {
  const table = byTime(figures, days, [
    ['refunds', 'count', ({ refunds }) => refunds],
    ['refunded', 'amount', ({ refunded }) => refunded],
    ['refundedShipping', 'amount', ({ refundedShipping }) => refundedShipping],
    ['refundedTax', 'amount', ({ refundedTax }) => refundedTax],
    ['captured', 'amount', ({ captured }) => captured],
  ]);
  return { ...table, rows: table.rows.map(({ orders: _, ...row }) => row) };
};

/** What was held for review or rejected, beside all that was placed. */
export const fraudTable = (figures: CurrencyFigures, days: Days): Table =>
  byTime(figures, days, [
    ['placed', 'count', ({ placed }) => placed],
    ['held', 'count', ({ held }) => held],
    ['rejected', 'count', ({ rejected }) => rejected],
  ]);

const productCells = ({ product }: Names): Cells<BreakdownRow> => [
  ['product', 'text', ({ key }) => product(key)],
  ['sales', 'count', ({ orders }) => orders],
  ['quantity', 'count', ({ quantity }) => quantity],
  ['goods', 'amount', ({ captured }) => captured, 'captured'],
  ['returnedQuantity', 'count', ({ returnedQuantity }) => returnedQuantity],
  ['refundedGoods', 'amount', ({ refunded }) => refunded, 'refunded'],
  ['net', 'amount', ({ captured, refunded }) => captured - refunded],
];

const countryCells = ({ country }: Names): Cells<BreakdownRow> => [
  ['country', 'text', ({ key }) => country(key)],
  ['sales', 'count', ({ orders }) => orders],
  ['captured', 'amount', ({ captured }) => captured],
  ['shipping', 'amount', ({ shipping }) => shipping],
  ['tax', 'amount', ({ tax }) => tax],
  ['refunded', 'amount', ({ refunded }) => refunded],
  ['net', 'amount', ({ captured, refunded }) => captured - refunded],
];

const taxCells: Cells<BreakdownRow> = [
  ['jurisdiction', 'text', ({ key }) => key],
  ['taxName', 'text', ({ detail }) => detail],
  ['rate', 'taxRate', ({ rate }) => (rate === null ? null : Number(rate))],
  ['sales', 'count', ({ orders }) => orders],
  ['taxable', 'amount', ({ taxable }) => taxable],
  ['tax', 'amount', ({ tax }) => tax],
  ['refundedTaxable', 'amount', ({ refundedTaxable }) => refundedTaxable],
  ['refundedTax', 'amount', ({ refundedTax }) => refundedTax],
  ['netTax', 'amount', ({ tax, refundedTax }) => tax - refundedTax],
];

const shippingCells = ({ country, method }: Names): Cells<BreakdownRow> => [
  ['method', 'text', ({ key }) => method(key)],
  ['country', 'text', ({ detail }) => country(detail)],
  ['sales', 'count', ({ orders }) => orders],
  ['shipping', 'amount', ({ shipping }) => shipping],
  ['shippingTax', 'amount', ({ shippingTax }) => shippingTax],
  ['refundedShipping', 'amount', ({ refundedShipping }) => refundedShipping],
  ['netShipping', 'amount', ({ shipping, refundedShipping }) => shipping - refundedShipping],
];

const declineCells = ({ outcome, reason }: Names): Cells<BreakdownRow> => [
  ['reason', 'text', ({ key }) => reason(key)],
  ['outcome', 'text', ({ detail }) => outcome(detail)],
  ['placed', 'count', ({ orders }) => orders, 'orders'],
  ['total', 'amount', ({ total }) => total],
];

const cellsOf: Readonly<Record<Breakdown, (names: Names) => Cells<BreakdownRow>>> = {
  product: productCells,
  country: countryCells,
  tax: () => taxCells,
  shipping: shippingCells,
  decline: declineCells,
};

/** Held orders are looked for among those that still wait. */
const statusOf: Readonly<Record<string, string>> = { declined: 'declined', rejected: 'rejected', held: 'review' };

/** Orders can be looked for by sku and status. By country, tax or reason they cannot, and credits, which are of no product, by neither. */
const ordersOf = (by: Breakdown, { key, detail }: BreakdownRow, { from, to }: Days): Pick<Row, 'orders'> => {
  if (by === 'product') return key === '' ? {} : { orders: { sku: key, from, to } };
  const status = by === 'decline' ? statusOf[detail] : undefined;
  return status === undefined ? {} : { orders: { status, from, to } };
};

/** One sale stands in the row of each of its products, and of each of its taxes: the rows do not add up to the number of sales. */
const overlapping: ReadonlySet<Breakdown> = new Set(['product', 'tax']);

/** What sales, tax or declines are made of, in one currency; the largest first, as they came. */
export const breakdownTable = (
  by: Breakdown,
  rows: readonly BreakdownRow[],
  { days, names }: { readonly days: Days; readonly names: Names },
): Table => {
  const table = tableOf(
    cellsOf[by](names),
    rows,
    (row) => ({
      id: [row.key, row.detail, row.rate].join(' '),
      keys: { key: row.key, detail: row.detail, ...(row.rate === null ? {} : { rate: row.rate }) },
      ...ordersOf(by, row, days),
    }),
    by,
  );
  if (!overlapping.has(by)) return table;
  const { columns, totals } = table;
  return { ...table, totals: totals.map((total, place) => (columns[place]?.name === 'sales' ? null : total)) };
};
