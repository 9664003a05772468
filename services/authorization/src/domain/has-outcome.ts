import type { Order } from '@tollgate/order';

/** Whether the request to the issuer ended, in whichever way. A second outcome is never recorded. */
export const hasOutcome = ({ payment }: Order): boolean =>
  payment.authorized !== undefined || payment.declined !== undefined || payment.timedOut !== undefined;

/** Whether the issuer was asked and nobody knows yet what came of it. */
export const isOpen = (order: Order): boolean => order.payment.requested !== undefined && !hasOutcome(order);
