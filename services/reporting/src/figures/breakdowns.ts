import type { OrderStep } from '../projection/reported-order.js';
import type { Contribution } from '../projection/roll-up/roll-up.js';
import { nothingReturned } from '../sales/returned.js';
import { nothingSold } from '../sales/sold.js';
import { minus, taxAmounts } from '../sales/split.js';
import { captured, countedIn, refunded } from './figures.js';

export const productMeasures = ['sales', 'quantity', 'captured_minor', 'refunds', 'returned_quantity', 'refunded_minor'] as const;
type ProductMeasure = (typeof productMeasures)[number];

const isFirstOfSku = (lines: readonly { readonly sku: string }[], line: number): boolean =>
  lines.findIndex(({ sku }) => sku === lines[line]?.sku) === line;
export const count = (is: boolean): bigint => (is ? 1n : 0n);

const productsSold = ({ before, after }: OrderStep): readonly Contribution<ProductMeasure>[] => {
  const was = before?.sold ?? nothingSold;
  const { lines } = after.order.placed;
  return lines.map(({ sku, quantity }, line) => ({
    of: [sku],
    add: {
      sales: count(was.captures === 0 && isFirstOfSku(lines, line)),
      quantity: was.captures === 0 ? BigInt(quantity) : 0n,
      captured_minor: (after.sold.lines[line] ?? 0n) - (was.lines[line] ?? 0n),
    },
  }));
};

const productsReturned = ({ before, after }: OrderStep): readonly Contribution<ProductMeasure>[] => {
  const was = before?.returned ?? nothingReturned;
  const { lines } = after.order.placed;
  const back = minus(after.returned.lines, was.lines);
  const pieces = minus(after.returned.quantities, was.quantities);
  const isBack = (line: number): boolean => (back[line] ?? 0n) > 0n || (pieces[line] ?? 0n) > 0n;
  const first = (line: number): boolean =>
    !lines.some(({ sku }, other) => other < line && isBack(other) && sku === lines[line]?.sku);
  return lines.flatMap(({ sku }, line) =>
    isBack(line)
      ? [
          {
            of: [sku],
            add: { refunds: count(first(line)), returned_quantity: pieces[line] ?? 0n, refunded_minor: back[line] ?? 0n },
          },
        ]
      : [],
  );
};

/** A credit is of no product: it stands in a row without a sku, so that the rows still add up. */
const credited = ({ event }: OrderStep): Partial<Record<ProductMeasure, bigint>> =>
  event.type === 'CreditSettled' ? { refunds: 1n, refunded_minor: event.data.amount?.minor ?? 0n } : {};

/** What a step adds to the sales of products: goods alone, without shipping and tax. Pieces count as sold with the order's first capture, and
 *  as returned where a refund names them. */
export const productsOf = (step: OrderStep): readonly Contribution<ProductMeasure>[] => {
  if (step.event.type === 'PaymentCaptured') return productsSold(step);
  if (step.event.type === 'PaymentRefunded') return productsReturned(step);
  return step.event.type === 'CreditSettled' ? [{ of: [''], add: credited(step) }] : [];
};

export const countryMeasures = [
  'sales',
  'captured_minor',
  'shipping_minor',
  'tax_minor',
  'refunds',
  'refunded_minor',
  'refunded_shipping_minor',
  'refunded_tax_minor',
] as const;
type CountryMeasure = (typeof countryMeasures)[number];

/** Where an order's tax is due: where its parcels go, or where the customer lives. Empty for a credit without an address. */
export const countryOf = ({ pricing, placed }: OrderStep['after']['order']): string =>
  (pricing?.destination ?? placed.shipping ?? placed.billing)?.country ?? '';

/** What a step adds to the sales by country of destination. */
export const countriesOf = (step: OrderStep): readonly Contribution<CountryMeasure>[] => {
  const of = [countryOf(step.after.order)];
  if (step.event.type === 'PaymentCaptured') return [{ of, add: captured(step) }];
  const isBack = step.event.type === 'PaymentRefunded' || step.event.type === 'CreditSettled';
  return isBack ? [{ of, add: refunded(step) }] : [];
};

export const taxMeasures = [
  'sales',
  'taxable_minor',
  'tax_minor',
  'refunds',
  'refunded_taxable_minor',
  'refunded_tax_minor',
] as const;
type TaxMeasure = (typeof taxMeasures)[number];

/** How far something has come, before a step and after it. */
interface Advance {
  readonly before: bigint;
  readonly after: bigint;
  readonly whole: bigint;
}

/** What of an amount falls on an advance: rounded down on the sums, so that all of them together are the amount. */
export const shareOf = (amount: bigint, { before, after, whole }: Advance): bigint =>
  whole === 0n ? 0n : (amount * after) / whole - (amount * before) / whole;

interface Moved {
  readonly tax: bigint;
  readonly taxable: bigint;
}

/** What moved of each line of the tax: its tax, and so much of what it is on as that is of the line's whole tax. */
const movedTaxes = ({ after }: OrderStep, was: readonly bigint[], is: readonly bigint[]): readonly Moved[] => {
  const wholes = taxAmounts(after.order);
  return (after.order.pricing?.taxLines ?? []).map(({ taxable }, line) => {
    const advance = { before: was[line] ?? 0n, after: is[line] ?? 0n, whole: wholes[line] ?? 0n };
    return { tax: advance.after - advance.before, taxable: shareOf(taxable?.minor ?? 0n, advance) };
  });
};

const taxKeys = ({ after }: OrderStep): readonly (readonly (string | number)[])[] =>
  (after.order.pricing?.taxLines ?? []).map(({ jurisdiction, name, ratePpm }) => [jurisdiction, name, ratePpm]);

/** What a step adds to the tax by jurisdiction and rate: tax that was taken, what it is on, and both of what was given back. */
export const taxesOf = (step: OrderStep): readonly Contribution<TaxMeasure>[] => {
  const { event, before, after } = step;
  if (event.type === 'PaymentCaptured') {
    const was = before?.sold ?? nothingSold;
    const moved = movedTaxes(step, was.taxes, after.sold.taxes);
    return taxKeys(step).map((of, line) => ({
      of,
      add: { sales: count(was.captures === 0), taxable_minor: moved[line]?.taxable ?? 0n, tax_minor: moved[line]?.tax ?? 0n },
    }));
  }
  if (event.type !== 'PaymentRefunded') return [];
  const moved = movedTaxes(step, before?.returned.taxes ?? [], after.returned.taxes);
  return taxKeys(step).flatMap((of, line) => {
    const { tax = 0n, taxable = 0n } = moved[line] ?? {};
    return tax === 0n ? [] : [{ of, add: { refunds: 1n, refunded_taxable_minor: taxable, refunded_tax_minor: tax } }];
  });
};

export const declineMeasures = ['orders', 'total_minor'] as const;
type DeclineMeasure = (typeof declineMeasures)[number];

/** Why an order was declined, rejected or held: the stable code. */
const reasonOf = ({ event }: OrderStep): string => {
  switch (event.type) {
    case 'PaymentDeclined':
    case 'OrderPricingFailed':
    case 'OrderRejected':
      return event.data.code;
    case 'AuthorizationUnknown':
      return event.data.cause;
    case 'FraudAssessed':
      return event.data.reasons[0] ?? 'fraud';
    case 'FraudReviewResolved':
      return event.data.isOverdue ? 'review_overdue' : 'review_rejected';
    default:
      return '';
  }
};

/** What a step adds to the orders that came to nothing, or waited, by what became of them (declined, rejected, held) and why. */
export const declinesOf = (step: OrderStep): readonly Contribution<DeclineMeasure>[] => {
  const outcome = countedIn(step);
  if (outcome !== 'declined' && outcome !== 'rejected' && outcome !== 'held') return [];
  const total = step.after.order.pricing?.total?.minor ?? 0n;
  return [{ of: [outcome, reasonOf(step)], add: { orders: 1n, total_minor: total } }];
};
