import { add, isMore, type Money, subtract, sum, zero } from '@tollgate/money';
import { authorizationOf, isPending, type Operation, type OperationKind, type Payment } from './payment.js';

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

const isDone = ({ state }: Operation): boolean => state === 'succeeded';

/** The balance of a payment; `currency` is the order's. Captures never exceed what is authorized, nor refunds what is captured. */
export const balance = (payment: Payment, currency: string): Balance => {
  const total = (kind: OperationKind, counts: (operation: Operation) => boolean): Money =>
    sum(
      payment.operations.filter((operation) => operation.kind === kind && counts(operation)).map(({ amount }) => amount),
      currency,
    );
  const authorized = total('authorize', isDone);
  const captured = total('capture', isDone);
  const refunded = total('refund', isDone);
  const released = releasedOf(payment, subtract(authorized, captured), total('void', isDone));
  const remaining = subtract(subtract(authorized, captured), released);
  const asked = total('capture', isPending);
  // A capture may have been asked for just when the authorization expired: it fails, and no less than nothing is left meanwhile.
  const isAll = isReleasing(payment) || isMore(asked, remaining);
  return {
    authorized,
    captured,
    refunded,
    released,
    remaining,
    capturable: isAll ? zero(currency) : subtract(remaining, asked),
    refundable: subtract(subtract(captured, refunded), total('refund', isPending)),
  };
};

const releasedOf = (payment: Payment, rest: Money, voided: Money): Money => {
  const isFinished = payment.operations.some(
    (operation) => operation.kind === 'capture' && isDone(operation) && operation.isFinal,
  );
  return isFinished ? rest : add(voided, authorizationOf(payment)?.expired ?? zero(rest.currency));
};

/** Whether what is left of the authorization is about to be given up. */
const isReleasing = ({ operations }: Payment): boolean =>
  operations.some((one) => isPending(one) && (one.kind === 'void' || (one.kind === 'capture' && one.isFinal === true)));
