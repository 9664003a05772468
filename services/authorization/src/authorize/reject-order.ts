import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import { mayAuthorize } from './request-authorization.js';

/** Why we ended an order before its issuer was asked: a stable code, and what the merchant is told. */
const details: Readonly<Record<string, string>> = {
  card_data_lost: 'Nothing was charged. Please try again.',
  unknown_card: 'The card was deleted. Nothing was charged.',
  no_processor: 'No processor takes this card, currency and mode. Nothing was charged.',
  processor_unavailable: 'The processor could not be reached in time. Nothing was charged. Please try again.',
};

/** Ends an accepted order that cannot be charged: its CVC died with the replica that held it (`card_data_lost`), no processor takes it
 *  (`no_processor`), the processor could not be asked while the merchant waited (`processor_unavailable`), or it cannot carry the order (its own
 *  code). Answers [] when the issuer was asked already or the order has ended. */
export const rejectOrder = (order: Order, code: string): readonly OrderEvent[] =>
  mayAuthorize(order) ? [newEvent('OrderRejected', { code, detail: details[code] ?? 'Nothing was charged.' })] : [];
