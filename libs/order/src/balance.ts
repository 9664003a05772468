import { type Money, minorIn, money } from '@tollgate/money';
import type { OperationKind } from './operation-kind.js';
import { authorizationOf, isPending, type Operation, type Payment } from './payment.js';

/** What the operations add up to, in the order's currency. Nothing of it is stored anywhere. */
export interface Balance {
  /** Held by the issuer at some time, and not undone. */
  readonly authorized: Money;
  /** Taken. */
  readonly captured: Money;
  /** Given back. */
  readonly refunded: Money;
  /** Authorized and given up without being captured: voided, released by a final capture, or expired. */
  readonly released: Money;
  /** Authorized, and neither captured nor released. */
  readonly remaining: Money;
  /** What a capture may still ask for: captures and voids that are under way are counted as done. */
  readonly capturable: Money;
  /** What a refund may still ask for: refunds that are under way are counted as done. */
  readonly refundable: Money;
}

/** The sums over operations that a balance is made of, in minor units. */
interface Sums {
  authorized: bigint;
  captured: bigint;
  voided: bigint;
  refunded: bigint;
  capturesUnderWay: bigint;
  refundsUnderWay: bigint;
}

/** A credit is of no balance: it takes nothing, and gives nothing back of what was taken. */
const doneSums: Readonly<Partial<Record<OperationKind, keyof Sums>>> = {
  authorize: 'authorized',
  capture: 'captured',
  void: 'voided',
  refund: 'refunded',
};
const openSums: Readonly<Partial<Record<OperationKind, keyof Sums>>> = { capture: 'capturesUnderWay', refund: 'refundsUnderWay' };

const isDone = ({ state }: Operation): boolean => state === 'succeeded';

/** Throws TypeError where an operation is in another currency: a defect. */
const sumsOf = ({ operations }: Payment, currency: string): Sums => {
  const sums: Sums = { authorized: 0n, captured: 0n, voided: 0n, refunded: 0n, capturesUnderWay: 0n, refundsUnderWay: 0n };
  for (const operation of operations) {
    const name = isDone(operation) ? doneSums[operation.kind] : isPending(operation) ? openSums[operation.kind] : undefined;
    if (name !== undefined) sums[name] += minorIn(operation.amount, currency);
  }
  return sums;
};

/** The balance of a payment; `currency` is the order's. Captures never exceed what is authorized, nor refunds what is captured. */
export const balance = (payment: Payment, currency: string): Balance => {
  const { authorized, captured, voided, refunded, capturesUnderWay, refundsUnderWay } = sumsOf(payment, currency);
  const released = isFinished(payment) ? authorized - captured : voided + expiredOf(payment, currency);
  const remaining = authorized - captured - released;
  // A capture may have been asked for just when the authorization expired: it fails, and no less than nothing is left meanwhile.
  const isAll = isReleasing(payment) || capturesUnderWay > remaining;
  return {
    authorized: money(authorized, currency),
    captured: money(captured, currency),
    refunded: money(refunded, currency),
    released: money(released, currency),
    remaining: money(remaining, currency),
    capturable: money(isAll ? 0n : remaining - capturesUnderWay, currency),
    refundable: money(captured - refunded - refundsUnderWay, currency),
  };
};

const isFinished = ({ operations }: Payment): boolean =>
  operations.some((operation) => operation.kind === 'capture' && isDone(operation) && operation.isFinal);

const expiredOf = (payment: Payment, currency: string): bigint => {
  const expired = authorizationOf(payment)?.expired;
  return expired === undefined ? 0n : minorIn(expired, currency);
};

/** Whether what is left of the authorization is about to be given up. */
const isReleasing = ({ operations }: Payment): boolean =>
  operations.some((one) => isPending(one) && (one.kind === 'void' || (one.kind === 'capture' && one.isFinal === true)));
