import type { EventData } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { allocate } from '@tollgate/money';
import { type Order, operationOf } from '@tollgate/order';
import { MissingEvents } from '../projection/missing-events.js';
import { addSplit, minus, nothing, plus, type Split, spread, taxAmounts } from './split.js';

/** What an order's refunds so far gave back; of a credit, what it gave, which is of no line, shipping or tax. */
export interface Returned extends Split {
  readonly refunds: number;
  /** How many pieces of each line of the order. */
  readonly quantities: readonly bigint[];
  /** For each line of the tax, what of its share of each line of the order; the shipping charge is line 0. */
  readonly shares: readonly (readonly bigint[])[];
}

export const nothingReturned: Returned = { ...nothing, refunds: 0, quantities: [], shares: [] };

type Allocation = EventData<'RefundRequested'>;

type RefundedLine = Allocation['lines'][number];

/** What a refund gives back, line by line of the order, as it was allocated when it was asked for. */
const givenLines = ({ placed }: Order, { lines }: Allocation): readonly (RefundedLine | undefined)[] =>
  placed.lines.map((_, index) => lines.find(({ line }) => line === index + 1));

/** What of the tax falls on which line of the order; the shipping charge is line 0. */
const taxShares = ({ placed, pricing }: Order): readonly (readonly bigint[])[] =>
  (pricing?.taxLines ?? []).map(({ shares }) =>
    [0, ...placed.lines.map((_, index) => index + 1)].map((line) =>
      shares.reduce((total, share) => total + (share.line === line ? (share.amount?.minor ?? 0n) : 0n), 0n),
    ),
  );

type Reported = { readonly order: Order; readonly returned: Returned };

/** What of the tax that is given back for one line of the order (0: the shipping charge) is of which line of the tax. */
const ofTaxLines = ({ order, returned }: Reported, line: number, tax: bigint): readonly bigint[] => {
  const whole = taxShares(order).map((shares) => shares[line] ?? 0n);
  const open = minus(
    whole,
    whole.map((_, index) => returned.shares[index]?.[line] ?? 0n),
  );
  return spread(tax, open.some((share) => share > 0n) ? open : taxAmounts(order));
};

const total = (parts: readonly bigint[]): bigint => parts.reduce((sum, part) => sum + part, 0n);

/** What was given back once this refund was made, too: it was allocated when it was asked for, and the tax of each of the
 *  order's lines falls on the lines of the tax in the proportion in which they are open, by largest remainder. Refunds of
 *  everything together give the order's own amounts. Throws MissingEvents where a refund comes before its request; an
 *  amount in another currency than the order's is a defect. */
export const addRefund = (
  reported: Reported,
  { operation, amount }: Pick<EventData<'PaymentRefunded'>, 'operation' | 'amount'>,
): Returned => {
  const { order, returned } = reported;
  const refund = operationOf(order.payment, operation)?.refund;
  if (refund === undefined) throw new MissingEvents('a refund is asked for before it is made');
  invariant(amount?.currency === order.placed.currency, 'money is given back in the currency of the order');
  const given = givenLines(order, refund);
  const goodsOfLines = given.map((one) => one?.goods?.minor ?? 0n);
  const taxOfLines = [refund.shippingTax?.minor ?? 0n, ...given.map((one) => one?.tax?.minor ?? 0n)];
  const [goods = 0n, shipping = 0n, tax = 0n] = allocate(amount.minor, [
    total(goodsOfLines),
    refund.shipping?.minor ?? 0n,
    total(taxOfLines),
  ]);
  const byTaxLine = spread(tax, taxOfLines).map((part, line) => ofTaxLines(reported, line, part));
  const shares = taxAmounts(order).map((_, index) => byTaxLine.map((parts) => parts[index] ?? 0n));
  const split = { goods, shipping, tax, lines: spread(goods, goodsOfLines), taxes: shares.map(total) };
  return {
    ...addSplit(returned, split),
    refunds: returned.refunds + 1,
    quantities: plus(
      returned.quantities,
      given.map((one) => BigInt(one?.quantity ?? 0)),
    ),
    shares: shares.map((row, index) => plus(returned.shares[index] ?? [], row)),
  };
};

/** What was given once this credit was made, too. An amount in another currency than the order's is a defect. */
export const addCredit = ({ order, returned }: Reported, { amount }: Pick<EventData<'CreditSettled'>, 'amount'>): Returned => {
  invariant(amount?.currency === order.placed.currency, 'a credit is given in the currency of its order');
  return { ...returned, ...addSplit(returned, { ...nothing, goods: amount.minor }), refunds: returned.refunds + 1 };
};
