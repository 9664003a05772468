import type { EventData, OrderLine, RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { allocate } from '@tollgate/money';
import { authorizationOf, type Order, operationOf } from '@tollgate/order';
import { MissingEvents } from '../projection/missing-events.js';
import type { OrderStep } from '../projection/reported-order.js';
import { nothingSold } from '../sales/sold.js';
import { accountKey } from './chart-of-accounts.js';
import { sharesBetween } from './shares-so-far.js';

/** One line of an entry, in minor units of the entry's currency: a debit is positive, a credit negative, none is 0. */
export interface JournalLine {
  readonly account: string;
  readonly minor: bigint;
}

/** What one movement of money is in double entry: its lines add up to 0. */
export interface JournalEntry {
  /** uuid of the event that it is made of: an entry is the same whenever it is made. */
  readonly id: string;
  /** RFC 3339: when the event happened. */
  readonly at: string;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** uuid */
  readonly order: string;
  /** The merchant's own order number; empty where none was given. */
  readonly reference: string;
  readonly event: 'PaymentCaptured' | 'PaymentRefunded';
  readonly kind: 'sale' | 'capture' | 'refund';
  readonly currency: string;
  /** What was sold, or why it was given back. */
  readonly memo: string;
  readonly lines: readonly JournalLine[];
}

type Captured = RecordedEvent & { readonly type: 'PaymentCaptured' };
type Refunded = RecordedEvent & { readonly type: 'PaymentRefunded' };

const goodsOf = ({ isShipped }: OrderLine): string => (isShipped ? 'physical' : 'digital');
const priceOf = ({ unitAmount, quantity }: OrderLine): bigint => (unitAmount?.minor ?? 0n) * BigInt(quantity);

/** Lines of one account become one; what is 0 is left out. */
const gathered = (lines: readonly JournalLine[]): readonly JournalLine[] => {
  const sums = new Map<string, bigint>();
  for (const { account, minor } of lines) sums.set(account, (sums.get(account) ?? 0n) + minor);
  return [...sums].filter(([, minor]) => minor !== 0n).map(([account, minor]) => ({ account, minor }));
};

/** What of so much goods, from here to there, falls on which kind. */
const goodsLines = (order: Order, before: bigint, after: bigint): readonly JournalLine[] => {
  const { lines } = order.placed;
  const shares = sharesBetween(before, after, lines.map(priceOf));
  return lines.map((line, index) => ({ account: goodsOf(line), minor: shares[index] ?? 0n }));
};

interface Weight {
  readonly jurisdiction: string;
  readonly weight: bigint;
}

/** Who taxes the order's line (0: its shipping charge) and by how much; the whole order where none is named. */
const taxesOf = ({ pricing }: Order, line?: number): readonly Weight[] => {
  const taxLines = pricing?.taxLines ?? [];
  if (line === undefined) return taxLines.map(({ jurisdiction, amount }) => ({ jurisdiction, weight: amount?.minor ?? 0n }));
  return taxLines.flatMap(({ jurisdiction, shares }) =>
    shares.filter((share) => share.line === line).map(({ amount }) => ({ jurisdiction, weight: amount?.minor ?? 0n })),
  );
};

/** What of so much tax, from here to there, is owed to whom; to `other` where the order does not say. */
const taxShares = (weights: readonly Weight[], before: bigint, after: bigint): readonly JournalLine[] => {
  const all = weights.some(({ weight }) => weight > 0n) ? weights : [{ jurisdiction: '', weight: 1n }];
  const shares = sharesBetween(
    before,
    after,
    all.map(({ weight }) => weight),
  );
  return all.map(({ jurisdiction }, index) => ({ account: accountKey('tax', jurisdiction), minor: shares[index] ?? 0n }));
};

const credit = ({ account, minor }: JournalLine): JournalLine => ({ account, minor: -minor });

/** A capture: the processor owes it; goods and shipping are earned, tax is owed. Its goods, shipping and tax are those
 *  of the sales of its day. */
const captureLines = ({ before, after }: OrderStep): readonly JournalLine[] => {
  const [was, is] = [before?.sold ?? nothingSold, after.sold];
  const sold = goodsLines(after.order, was.goods, is.goods).map((line) => ({
    ...line,
    account: accountKey('sales', line.account),
  }));
  const taxes = taxShares(taxesOf(after.order), was.tax, is.tax);
  const shipping = { account: accountKey('shipping', 'charged'), minor: is.shipping - was.shipping };
  return [...sold, shipping, ...taxes].map(credit);
};

type Allocation = EventData<'RefundRequested'>;

/** How much tax of the line (0: the shipping charge) these refunds gave back. */
const taxBack = (order: Order | undefined, line: number): bigint =>
  (order?.payment.operations ?? [])
    .filter(({ kind, state }) => kind === 'refund' && state === 'succeeded')
    .reduce((total, { refund }) => total + taxIn(refund, line), 0n);

const taxIn = (refund: Allocation | undefined, line: number): bigint => {
  if (line === 0) return refund?.shippingTax?.minor ?? 0n;
  return (refund?.lines ?? []).filter((one) => one.line === line).reduce((total, { tax }) => total + (tax?.minor ?? 0n), 0n);
};

/** A refund as it was allocated when it was asked for; a line's tax goes back to whom it was owed, so that all refunds
 *  of a line together give back to each just what they got. */
const allocatedLines = ({ before, after }: OrderStep, refund: Allocation): readonly JournalLine[] => {
  const lineOf = (line: number): OrderLine | undefined => after.order.placed.lines[line - 1];
  const goods = refund.lines.map(({ line, goods: back }) => {
    const sold = lineOf(line);
    return { account: accountKey('returns', sold === undefined ? '' : goodsOf(sold)), minor: back?.minor ?? 0n };
  });
  const taxed = [0, ...new Set(refund.lines.map(({ line }) => line))];
  const taxes = taxed.flatMap((line) =>
    taxShares(taxesOf(after.order, line), taxBack(before?.order, line), taxBack(after.order, line)),
  );
  return [...goods, { account: accountKey('returns', 'shipping'), minor: refund.shipping?.minor ?? 0n }, ...taxes];
};

/** The same for what was given back in truth, should that ever be another amount. */
const refundLines = (step: OrderStep, refund: Allocation, minor: bigint): readonly JournalLine[] => {
  const lines = gathered(allocatedLines(step, refund));
  const parts = allocate(
    minor,
    lines.map((line) => line.minor),
  );
  return lines.map(({ account }, index) => ({ account, minor: parts[index] ?? 0n }));
};

/** Who holds the money: the processor of the operation, or of the authorization before it. */
const clearingOf = (order: Order, operation: string): string => {
  const own = operationOf(order.payment, operation)?.processor ?? '';
  return accountKey('clearing', own === '' ? (authorizationOf(order.payment)?.processor ?? '') : own);
};

const soldMemo = ({ placed }: Order): string =>
  placed.lines.map(({ sku, quantity }) => (quantity === 1 ? sku : `${quantity} x ${sku}`)).join(', ');

const entryOf = (event: Captured | Refunded, order: Order, told: Pick<JournalEntry, 'kind' | 'memo' | 'lines'>) => ({
  id: event.header.id,
  at: event.header.occurredAt,
  merchant: order.merchant,
  mode: order.mode,
  order: order.id,
  reference: order.placed.reference,
  event: event.type,
  currency: order.placed.currency,
  ...told,
});

const captureEntry = (step: OrderStep, event: Captured): JournalEntry => {
  const { order } = step.after;
  const { operation, isSale, amount } = event.data;
  invariant(amount?.currency === order.placed.currency, 'money is taken in the currency of the order');
  const clearing = { account: clearingOf(order, isSale ? event.header.id : operation), minor: amount.minor };
  return entryOf(event, order, {
    kind: isSale ? 'sale' : 'capture',
    memo: soldMemo(order),
    lines: gathered([clearing, ...captureLines(step)]),
  });
};

const refundEntry = (step: OrderStep, event: Refunded): JournalEntry => {
  const { order } = step.after;
  const { operation, amount } = event.data;
  const refund = operationOf(order.payment, operation)?.refund;
  if (refund === undefined) throw new MissingEvents('a refund is asked for before it is made');
  invariant(amount?.currency === order.placed.currency, 'money is given back in the currency of the order');
  const clearing = { account: clearingOf(order, operation), minor: -amount.minor };
  return entryOf(event, order, {
    kind: 'refund',
    memo: refund.reason,
    lines: gathered([...refundLines(step, refund, amount.minor), clearing]),
  });
};

const entryOfStep = (step: OrderStep): JournalEntry | undefined => {
  const { event } = step;
  if (event.type === 'PaymentCaptured') return captureEntry(step, event);
  return event.type === 'PaymentRefunded' ? refundEntry(step, event) : undefined;
};

/** What a step of an order books: a capture or a refund, each on its own moment, so that no earlier entry ever changes
 *  (M6). Undefined where nothing moved: for an authorization, a void, a refused refund, an order of nothing.
 *  Throws MissingEvents where a refund comes before its request, or a capture before its price. */
export const journalEntryOf = (step: OrderStep): JournalEntry | undefined => {
  const entry = entryOfStep(step);
  return entry === undefined || entry.lines.length === 0 ? undefined : entry;
};

/** What the entry comes to: the sum of its debits, which is that of its credits. */
export const turnoverOf = ({ lines }: Pick<JournalEntry, 'lines'>): bigint =>
  lines.reduce((total, { minor }) => (minor > 0n ? total + minor : total), 0n);
