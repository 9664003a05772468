import { DomainError } from '@tollgate/errors';
import {
  countriesOf,
  countryMeasures,
  declineMeasures,
  declinesOf,
  productMeasures,
  productsOf,
  taxesOf,
  taxMeasures,
} from '../figures/breakdowns.js';
import { type Figure, figures, figuresOf } from '../figures/figures.js';
import { shippingMeasures, shippingOf } from '../figures/shipping.js';
import type { OrderStep } from '../projection/reported-order.js';
import type { Contribution } from '../projection/roll-up/roll-up.js';
import { settlementMeasures, settlementsOf } from '../settlement/settlements.js';
import { type Outcome, outcomes } from './outcomes-projection.js';

interface Report {
  readonly measures: readonly string[];
  readonly contributionsOf: (step: OrderStep) => readonly Contribution<string>[];
}

const customerMeasures = ['sales', 'captured_minor', 'refunds', 'refunded_minor'] as const;

/** What a customer's captures and refunds add to their row. */
const customersOf = (step: OrderStep): readonly Contribution<string>[] =>
  countriesOf(step).map(({ add }) => ({ of: [step.after.order.placed.screening?.email ?? ''], add }));

/** All reports that have cells. */
const reports = {
  figures: { measures: figures, contributionsOf: figuresOf },
  product: { measures: productMeasures, contributionsOf: productsOf },
  country: { measures: countryMeasures, contributionsOf: countriesOf },
  tax: { measures: taxMeasures, contributionsOf: taxesOf },
  decline: { measures: declineMeasures, contributionsOf: declinesOf },
  shipping: { measures: shippingMeasures, contributionsOf: shippingOf },
  settlement: { measures: settlementMeasures, contributionsOf: settlementsOf },
  customer: { measures: customerMeasures, contributionsOf: customersOf },
} as const satisfies Readonly<Record<string, Report>>;
export type ReportName = keyof typeof reports;

type Parts = Readonly<Record<string, bigint>>;

/** Figures that are made of several sums, or have another name than theirs. */
const composed: Readonly<Record<string, Parts>> = {
  orders: { sales: 1n },
  goods: { captured_minor: 1n, shipping_minor: -1n, tax_minor: -1n },
  refundedGoods: { refunded_minor: 1n, refunded_shipping_minor: -1n, refunded_tax_minor: -1n },
  net: { captured_minor: 1n, refunded_minor: -1n },
  netTax: { tax_minor: 1n, refunded_tax_minor: -1n },
  netShipping: { shipping_minor: 1n, refunded_shipping_minor: -1n },
};

const nameOf = (measure: string): string =>
  measure.replace(/_minor$/, '').replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const partsOf = (figure: string, measures: readonly string[]): Parts => {
  const own = measures.find((measure) => nameOf(measure) === figure);
  const parts = own === undefined ? composed[figure] : { [own]: 1n };
  if (parts === undefined || !Object.keys(parts).every((part) => measures.includes(part)))
    throw new DomainError('invalid_figure', '/figure');
  return parts;
};

/** Where the events of a cell are found by their time: placed orders, captures and refunds, or what became of orders. */
export type Source =
  | { readonly of: 'placements' }
  | { readonly of: 'outcomes'; readonly outcomes: readonly Outcome[] }
  | { readonly of: 'movements'; readonly events: readonly ('PaymentCaptured' | 'PaymentRefunded' | 'CreditSettled')[] };

const isGivenBack = (measure: string): boolean => /^(refund|returned)/.test(measure);

const sourceOf = (report: ReportName, parts: readonly string[]): Source => {
  if (report === 'decline') return { of: 'outcomes', outcomes: ['declined', 'rejected', 'held'] };
  if (report === 'figures' && parts.includes('placed')) return { of: 'placements' };
  const own = outcomes.filter((outcome) => report === 'figures' && parts.includes(outcome satisfies Figure));
  if (own.length > 0) return { of: 'outcomes', outcomes: own };
  return {
    of: 'movements',
    events: [
      ...(parts.every(isGivenBack) ? [] : (['PaymentCaptured'] as const)),
      ...(parts.some(isGivenBack) ? (['PaymentRefunded', 'CreditSettled'] as const) : []),
    ],
  };
};

/** One figure of a report, of one row, or of all. */
export interface Cell {
  readonly currency: string;
  readonly source: Source;
  /** What a step adds to the figure; 0n for nothing. All of the period's steps together give the figure. */
  readonly amountOf: (step: OrderStep) => bigint;
}

export interface CellWish {
  readonly report: string;
  readonly currency: string;
  readonly figure: string;
  /** What the row is of, as the report's read model has it, e.g. jurisdiction, name and rate; empty for the sum of all rows. */
  readonly of: readonly string[];
}

const isReport = (name: string): name is ReportName => Object.hasOwn(reports, name);

/** DomainError: `invalid_report`, and `invalid_figure` where the report has none of that name. */
export const cellOf = ({ report, currency, figure, of }: CellWish): Cell => {
  if (!isReport(report)) throw new DomainError('invalid_report', '/report');
  const { measures, contributionsOf }: Report = reports[report];
  const parts = Object.entries(partsOf(figure, measures));
  const isOfRow = (one: Contribution<string>): boolean => of.length === 0 || of.join('\0') === one.of.join('\0');
  const sumOf = ({ add }: Contribution<string>): bigint =>
    parts.reduce((sum, [measure, sign]) => sum + sign * (add[measure] ?? 0n), 0n);
  return {
    currency,
    source: sourceOf(
      report,
      parts.map(([measure]) => measure),
    ),
    amountOf: (step) =>
      step.after.order.placed.currency === currency
        ? contributionsOf(step)
            .filter(isOfRow)
            .reduce((sum, one) => sum + sumOf(one), 0n)
        : 0n,
  };
};
