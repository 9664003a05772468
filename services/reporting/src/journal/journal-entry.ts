import type { OrderLine, RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { authorizationOf, type Order, operationOf } from '@tollgate/order';
import { MissingEvents } from '../projection/missing-events.js';
import type { OrderStep } from '../projection/reported-order.js';
import { nothingReturned } from '../sales/returned.js';
import { nothingSold } from '../sales/sold.js';
import type { Split } from '../sales/split.js';
import { type AccountFamily, accountKey } from './chart-of-accounts.js';

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
  readonly event: 'PaymentCaptured' | 'PaymentRefunded' | 'CreditSettled';
  readonly kind: 'sale' | 'capture' | 'refund' | 'credit';
  readonly currency: string;
  /** What was sold, why it was given back, or what a credit is for. */
  readonly memo: string;
  readonly lines: readonly JournalLine[];
}

type Captured = RecordedEvent & { readonly type: 'PaymentCaptured' };
type Refunded = RecordedEvent & { readonly type: 'PaymentRefunded' };
type Credited = RecordedEvent & { readonly type: 'CreditSettled' };

/** What kind of goods a line of the order is. */
const goodsOf = ({ isShipped }: OrderLine): string => (isShipped ? 'physical' : 'digital');

/** Lines of one account become one; what is 0 is left out. */
const gathered = (lines: readonly JournalLine[]): readonly JournalLine[] => {
  const sums = new Map<string, bigint>();
  for (const { account, minor } of lines) sums.set(account, (sums.get(account) ?? 0n) + minor);
  return [...sums].filter(([, minor]) => minor !== 0n).map(([account, minor]) => ({ account, minor }));
};

/** What a step added to one part of what was sold, or given back. */
const added = (is: readonly bigint[], was: readonly bigint[]): readonly bigint[] =>
  is.map((part, index) => part - (was[index] ?? 0n));

interface Parts {
  readonly family: AccountFamily;
  /** What each part is of. */
  readonly of: readonly string[];
  readonly parts: readonly bigint[];
  readonly whole: bigint;
}

/** The parts of a whole, each on its account; what they do not come to is on `other`, so that an entry balances whatever an order leaves out. */
const partLines = ({ family, of, parts, whole }: Parts): readonly JournalLine[] => {
  const named = of.map((name, index) => ({ account: accountKey(family, name), minor: parts[index] ?? 0n }));
  const rest = named.reduce((left, { minor }) => left - minor, whole);
  return [...named, { account: accountKey(family, ''), minor: rest }];
};

interface Moved {
  readonly goods: 'sales' | 'returns';
  readonly shipping: string;
  readonly was: Split;
  readonly is: Split;
}

/** What of goods, shipping and tax a step moved, as the reports of its day have it. */
const movedLines = (order: Order, { goods, shipping, was, is }: Moved): readonly JournalLine[] => {
  const jurisdictions = (order.pricing?.taxLines ?? []).map(({ jurisdiction }) => jurisdiction);
  return [
    ...partLines({
      family: goods,
      of: order.placed.lines.map(goodsOf),
      parts: added(is.lines, was.lines),
      whole: is.goods - was.goods,
    }),
    { account: shipping, minor: is.shipping - was.shipping },
    ...partLines({ family: 'tax', of: jurisdictions, parts: added(is.taxes, was.taxes), whole: is.tax - was.tax }),
  ];
};

const credit = ({ account, minor }: JournalLine): JournalLine => ({ account, minor: -minor });

/** Who holds the money: the processor of the operation, or of the authorization before it. */
const processorIn = (order: Order, operation: string): string => {
  const own = operationOf(order.payment, operation)?.processor ?? '';
  return own === '' ? (authorizationOf(order.payment)?.processor ?? '') : own;
};

const clearingOf = (order: Order, operation: string): string => accountKey('clearing', processorIn(order, operation));

const capturing = (event: Captured): string => (event.data.isSale ? event.header.id : event.data.operation);

/** The processor that a capture or refund went through; empty where no order says. */
export const processorOf = (order: Order, event: Captured | Refunded | Credited): string =>
  processorIn(order, event.type === 'PaymentCaptured' ? capturing(event) : event.data.operation);

/** A capture: the processor owes it; goods and shipping are earned, tax is owed. */
const soldLines = ({ before, after: { order, sold: is } }: OrderStep): readonly JournalLine[] => {
  const shipping = accountKey('shipping', 'charged');
  return movedLines(order, { goods: 'sales', shipping, was: before?.sold ?? nothingSold, is });
};

/** A refund: returns take away from what was earned, and the tax is owed no more. */
const returnedLines = ({ before, after: { order, returned: is } }: OrderStep): readonly JournalLine[] => {
  const shipping = accountKey('returns', 'shipping');
  return movedLines(order, { goods: 'returns', shipping, was: before?.returned ?? nothingReturned, is });
};

const soldMemo = ({ placed }: Order): string =>
  placed.lines.map(({ sku, quantity }) => (quantity === 1 ? sku : `${quantity} x ${sku}`)).join(', ');

const entryOf = (event: Captured | Refunded | Credited, order: Order, told: Pick<JournalEntry, 'kind' | 'memo' | 'lines'>) => ({
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
  const { isSale, amount } = event.data;
  invariant(amount?.currency === order.placed.currency, 'money is taken in the currency of the order');
  const clearing = { account: clearingOf(order, capturing(event)), minor: amount.minor };
  return entryOf(event, order, {
    kind: isSale ? 'sale' : 'capture',
    memo: soldMemo(order),
    lines: gathered([clearing, ...soldLines(step).map(credit)]),
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
    lines: gathered([...returnedLines(step), clearing]),
  });
};

/** A credit takes away from what was earned, and is of nothing that was sold: no tax is owed less. */
const creditEntry = ({ after: { order } }: OrderStep, event: Credited): JournalEntry => {
  const { operation, amount } = event.data;
  invariant(amount?.currency === order.placed.currency, 'a credit is given in the currency of its order');
  const given = { account: accountKey('returns', 'credit'), minor: amount.minor };
  const clearing = { account: clearingOf(order, operation), minor: -amount.minor };
  return entryOf(event, order, { kind: 'credit', memo: order.credit?.description ?? '', lines: gathered([given, clearing]) });
};

/** What a capture, a refund or a credit books. One of nothing has no lines: it is counted, and stands in no file. */
export const movementOf = (step: OrderStep): JournalEntry | undefined => {
  const { event } = step;
  if (event.type === 'PaymentCaptured') return captureEntry(step, event);
  if (event.type === 'PaymentRefunded') return refundEntry(step, event);
  return event.type === 'CreditSettled' ? creditEntry(step, event) : undefined;
};

/** What a step of an order books: a capture, a refund or a credit, each on its own moment, so that no earlier entry ever changes
 *  (M6). Undefined where nothing moved: for an authorization, a void, a refused refund, an order of nothing.
 *  Throws MissingEvents where a refund comes before its request, or a capture before its price. */
export const journalEntryOf = (step: OrderStep): JournalEntry | undefined => {
  const entry = movementOf(step);
  return entry === undefined || entry.lines.length === 0 ? undefined : entry;
};

/** What the entry comes to: the sum of its debits, which is that of its credits. */
export const turnoverOf = ({ lines }: Pick<JournalEntry, 'lines'>): bigint =>
  lines.reduce((total, { minor }) => (minor > 0n ? total + minor : total), 0n);
