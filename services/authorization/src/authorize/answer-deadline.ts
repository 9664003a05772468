import { ANSWER_DEADLINE_MS, type Order } from '@tollgate/order';

/** Whether nobody waits for the charge any more: an order is refused then, instead of charged behind the back of a customer who has given up.
 *  A held order waits for whoever looks at it, and not for the customer: it has no deadline here. */
export const isPastAnswerDeadline = (order: Order, now: Date): boolean =>
  order.review === undefined && now.getTime() >= Date.parse(order.placedAt) + ANSWER_DEADLINE_MS;
