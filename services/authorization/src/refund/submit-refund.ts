import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { isMore, subtract, sum } from '@tollgate/money';
import { balance, type Operation, type Order, operationOf } from '@tollgate/order';
import type { Submission } from '../operations/operation-answer.js';

/** Why a refund is not sent; undefined where it is. All refunds that were sent never give back more than was captured:
 *  `amount_exceeds_refundable`. */
export const refuseRefund = ({ payment, placed }: Order, { id, amount }: Operation): string | undefined => {
  const { captured, refunded } = balance(payment, placed.currency);
  const isOnItsWay = (one: Operation): boolean => one.kind === 'refund' && one.state === 'submitted' && one.id !== id;
  const underWay = sum(
    payment.operations.filter(isOnItsWay).map((one) => one.amount),
    placed.currency,
  );
  return isMore(amount, subtract(subtract(captured, refunded), underWay)) ? 'amount_exceeds_refundable' : undefined;
};

/** Gives captured money back. The intent only: it is durable before anything leaves. Answers [] when it was submitted already, or is
 *  refused: `recordRefund` says so then. */
export const submitRefund = (order: Order, id: string, { reference }: Pick<Submission, 'reference'>): readonly OrderEvent[] => {
  const refund = operationOf(order.payment, id);
  if (refund?.state !== 'requested' || refuseRefund(order, refund) !== undefined) return [];
  return [newEvent('RefundSubmitted', { operation: id, amount: refund.amount, ...(reference && { reference }) })];
};
