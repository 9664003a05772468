import type { Order } from '@tollgate/order';

/** So long after it was placed, an order's merchant has been answered. */
export const ANSWER_DEADLINE_MS = 10_000;

/** Whether nobody waits for the charge any more: an order is refused then, instead of charged behind the back of a customer who has given up.
 *  A held order waits for whoever looks at it, and not for the customer: it has no deadline here. */
export const isPastAnswerDeadline = (order: Order, now: Date): boolean =>
  order.review === undefined && now.getTime() >= Date.parse(order.placedAt) + ANSWER_DEADLINE_MS;
