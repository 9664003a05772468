import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { type Order, statusOf } from '@tollgate/order';

/** What became of a mail: the server took it, or refused it for good. */
export type Sent = { readonly outcome: 'taken' } | { readonly outcome: 'refused'; readonly replyCode: number };

/** No server was asked: the customer was forgotten, or his address cannot be written to. */
export const nobodyAsked: Sent = { outcome: 'refused', replyCode: 0 };

/** The same for every copy of an order's receipt, so that a mail reader shows one. Source: RFC 5322 §3.6.4. */
export const receiptMessageId = (orderId: string, mailDomain: string): string =>
  `<receipt.${orderId.replaceAll('-', '')}@${mailDomain}>`;

/** Whether the order was paid and approved: nobody else is sent a receipt. */
export const isReceiptOwed = (order: Order): boolean => statusOf(order) === 'approved' && order.payment.captured !== undefined;

/** Records what the mail server said. A refusal for good is recorded too, and not tried again: repeating it would change nothing. */
export const recordReceipt = (messageId: string, sent: Sent): OrderEvent =>
  sent.outcome === 'taken'
    ? newEvent('ReceiptSent', { messageId })
    : newEvent('ReceiptFailed', { messageId, replyCode: sent.replyCode });
