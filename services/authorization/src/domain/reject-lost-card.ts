import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';

/** Ends an order whose CVC died with the replica that held it, or grew too old: nothing was asked, nothing is charged.
 *  Answers [] when the issuer was asked already or the order has ended. */
export const rejectLostCard = (order: Order): readonly OrderEvent[] => {
  const { requested, rejected } = order.payment;
  if (requested !== undefined || rejected !== undefined || order.fraud?.decision !== 'accept') return [];
  return [newEvent('OrderRejected', { code: 'card_data_lost', detail: 'Nothing was charged. Please try again.' })];
};
