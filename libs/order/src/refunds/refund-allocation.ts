import type { EventInit } from '@tollgate/contracts';
import { DomainError, invariant } from '@tollgate/errors';
import { allocate, type Money, money, roundHalfUp } from '@tollgate/money';
import { balance } from '../balance.js';
import type { Order } from '../order.js';
import type { RefundApproval } from './refund-approval.js';

/** What a merchant asks to give back: an amount, or pieces of lines with what goes with them. */
export type RefundWish =
  | { readonly amount: Money }
  | {
      /** The order's lines from 1, and how many pieces of each. */
      readonly lines: readonly { readonly line: number; readonly quantity: number }[];
      /** Of the shipping charge, without its tax. */
      readonly shipping?: Money;
    };

/** One part of what was paid, in minor units of the order's currency; line 0 is the shipping charge. */
interface Part {
  readonly line: number;
  readonly quantity: number;
  readonly goods: bigint;
  readonly tax: bigint;
}

export type RefundAllocation = Required<Pick<EventInit<'RefundRequested'>, 'amount' | 'lines' | 'shipping' | 'shippingTax'>>;

const taxOf = (order: Order, line: number): bigint =>
  (order.pricing?.taxLines ?? [])
    .flatMap(({ shares }) => shares)
    .filter((share) => share.line === line)
    .reduce((total, { amount }) => total + (amount?.minor ?? 0n), 0n);

/** What was paid, part by part: the shipping charge, then each line. */
const paidParts = (order: Order): readonly Part[] => [
  { line: 0, quantity: 1, goods: order.pricing?.shipping?.minor ?? 0n, tax: taxOf(order, 0) },
  ...order.placed.lines.map(({ quantity, unitAmount }, index) => ({
    line: index + 1,
    quantity,
    goods: (unitAmount?.minor ?? 0n) * BigInt(quantity),
    tax: taxOf(order, index + 1),
  })),
];

/** The refunds that count: what was refused by the processor did not happen. */
const countedRefunds = (order: Order) =>
  order.payment.operations.filter(({ kind, state }) => kind === 'refund' && state !== 'failed').map(({ refund }) => refund);

const sum = <T>(all: readonly T[], of: (one: T) => bigint | undefined): bigint =>
  all.reduce((total, one) => total + (of(one) ?? 0n), 0n);

const givenBack = (order: Order, line: number): Part => {
  const refunds = countedRefunds(order);
  if (line === 0) {
    return {
      line,
      quantity: 0,
      goods: sum(refunds, (one) => one?.shipping?.minor),
      tax: sum(refunds, (one) => one?.shippingTax?.minor),
    };
  }
  const parts = refunds.flatMap((refund) => refund?.lines.filter((one) => one.line === line) ?? []);
  const quantity = parts.reduce((total, part) => total + part.quantity, 0);
  return { line, quantity, goods: sum(parts, ({ goods }) => goods?.minor), tax: sum(parts, ({ tax }) => tax?.minor) };
};

const leftOf = (order: Order, paid: Part): Part => {
  const back = givenBack(order, paid.line);
  return { line: paid.line, quantity: paid.quantity - back.quantity, goods: paid.goods - back.goods, tax: paid.tax - back.tax };
};

/** What may still be given back of each line, and of the shipping charge (line 0), refunds under way counted as done. */
export const refundableParts = (order: Order): readonly Part[] => paidParts(order).map((paid) => leftOf(order, paid));

/** Spreads an amount over everything that is left, by largest remainder: the last refund empties every part. */
const spread = (parts: readonly Part[], amount: bigint): readonly Part[] => {
  const shares = allocate(
    amount,
    parts.flatMap(({ goods, tax }) => [goods, tax]),
  );
  return parts.map(({ line }, index) => ({
    line,
    quantity: 0,
    goods: shares[2 * index] ?? 0n,
    tax: shares[2 * index + 1] ?? 0n,
  }));
};

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** The share of a whole that falls on so much of it, after so much of it was taken before: rounded half up on the sums, so that all shares
 *  together are the whole. */
const shareOf = (whole: bigint, { before, now, of }: { before: bigint; now: bigint; of: bigint }): bigint =>
  roundHalfUp(whole * (before + now), of) - roundHalfUp(whole * before, of);

const pieces = (paid: Part, left: Part, quantity: number): Part => {
  if (quantity === left.quantity) return { ...left, quantity };
  const share = { before: BigInt(paid.quantity - left.quantity), now: BigInt(quantity), of: BigInt(paid.quantity) };
  const goods = (paid.goods * BigInt(quantity)) / BigInt(paid.quantity);
  return { line: paid.line, quantity, goods: min(goods, left.goods), tax: min(shareOf(paid.tax, share), left.tax) };
};

const shippingPart = (paid: Part, left: Part, goods: bigint): Part => {
  if (goods < 0n) throw new DomainError('invalid_amount', '/shipping');
  if (goods > left.goods) throw new DomainError('amount_exceeds_refundable', '/shipping');
  if (goods === left.goods) return { ...left, quantity: 0 };
  const share = { before: paid.goods - left.goods, now: goods, of: paid.goods };
  return { line: 0, quantity: 0, goods, tax: min(shareOf(paid.tax, share), left.tax) };
};

const byLines = (order: Order, wish: Extract<RefundWish, { lines: unknown }>): readonly Part[] => {
  const paid = paidParts(order);
  const left = refundableParts(order);
  const parts = wish.lines.map(({ line, quantity }, index) => {
    const [whole, rest] = [paid[line], left[line]];
    if (line < 1 || whole === undefined || rest === undefined) throw new DomainError('unknown_line', `/lines/${index}/line`);
    if (quantity < 1) throw new DomainError('invalid_quantity', `/lines/${index}/quantity`);
    if (quantity > rest.quantity) throw new DomainError('quantity_exceeds_refundable', `/lines/${index}/quantity`);
    return pieces(whole, rest, quantity);
  });
  const again = parts.findIndex(({ line }, index) => parts.slice(0, index).some((one) => one.line === line));
  if (again !== -1) throw new DomainError('duplicate_line', `/lines/${again}/line`);
  const [shipping, shippingLeft] = [paid[0], left[0]];
  if (wish.shipping === undefined || shipping === undefined || shippingLeft === undefined) return parts;
  return [shippingPart(shipping, shippingLeft, wish.shipping.minor), ...parts];
};

const byAmount = (order: Order, { minor, currency }: Money): readonly Part[] => {
  if (currency !== order.placed.currency) throw new DomainError('currency_mismatch', '/currency');
  if (minor <= 0n) throw new DomainError('invalid_amount', '/amount');
  if (minor > balance(order.payment, currency).refundable.minor) throw new DomainError('amount_exceeds_refundable', '/amount');
  return spread(refundableParts(order), minor);
};

/** What an amount that is none, or too much, was asked by. */
const fieldOf = (wish: RefundWish): string => {
  if ('amount' in wish) return '/amount';
  return wish.lines.length === 0 && wish.shipping !== undefined ? '/shipping' : '/lines';
};

/** What of a refund falls on which line, on the shipping charge and on its tax, so that all refunds of an order together give back exactly
 *  what was paid for each. Throws `invalid_amount`, `currency_mismatch`, `amount_exceeds_refundable`, `unknown_line`, `duplicate_line`,
 *  `invalid_quantity` or `quantity_exceeds_refundable`, with the field. */
export const allocateRefund = (order: Order, wish: RefundWish): RefundAllocation => {
  const { currency } = order.placed;
  const parts = 'amount' in wish ? byAmount(order, wish.amount) : byLines(order, wish);
  const minor = parts.reduce((total, { goods, tax }) => total + goods + tax, 0n);
  const field = fieldOf(wish);
  if (minor === 0n) throw new DomainError('invalid_amount', field);
  if (minor > balance(order.payment, currency).refundable.minor) throw new DomainError('amount_exceeds_refundable', field);
  const shipping = parts.find(({ line }) => line === 0);
  return {
    amount: money(minor, currency),
    lines: parts
      .filter(({ line, quantity, goods, tax }) => line > 0 && (quantity > 0 || goods > 0n || tax > 0n))
      .map(({ line, quantity, goods, tax }) => ({ line, quantity, goods: money(goods, currency), tax: money(tax, currency) })),
    shipping: money(shipping?.goods ?? 0n, currency),
    shippingTax: money(shipping?.tax ?? 0n, currency),
  };
};

/** What is asked for by a refund that waits for a second person, to be allocated again by what is left now. */
export const wishOfApproval = ({ asked }: RefundApproval): RefundWish => {
  const { amount, lines, shipping, isByLines } = asked;
  invariant(amount !== undefined && shipping !== undefined, 'what waits for a second person was allocated');
  if (!isByLines) return { amount: money(amount.minor, amount.currency) };
  return {
    lines: lines.map(({ line, quantity }) => ({ line, quantity })),
    ...(shipping.minor === 0n ? {} : { shipping: money(shipping.minor, shipping.currency) }),
  };
};

/** The lines whose every piece was given back, by refunds that succeeded; all lines once everything that was captured was. */
export const refundedLines = (order: Order): readonly number[] => {
  const { captured, refunded } = balance(order.payment, order.placed.currency);
  const isAll = captured.minor > 0n && captured.minor === refunded.minor;
  const refunds = order.payment.operations.filter(({ kind, state }) => kind === 'refund' && state === 'succeeded');
  const quantityBack = (line: number): number =>
    refunds.reduce((total, { refund }) => total + (refund?.lines.find((one) => one.line === line)?.quantity ?? 0), 0);
  return order.placed.lines.flatMap(({ quantity }, index) => (isAll || quantityBack(index + 1) >= quantity ? [index + 1] : []));
};

/** What was delivered of lines that were refunded whole, and is not revoked: a refund that changes nothing of it has none. */
export const entitlementsToRevoke = (order: Order): Order['delivery']['entitlements'] => {
  const refunded = refundedLines(order);
  return order.delivery.entitlements.filter(({ line, isRevoked }) => refunded.includes(line) && !isRevoked);
};
