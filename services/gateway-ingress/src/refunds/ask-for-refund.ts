import { type EventInit, newEvent, type OrderEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { approvalStatusOf, type Order } from '@tollgate/order';
import { passedLimit, type RefundRules } from '../refund-approvals/second-person.js';
import { refusal } from '../validation/field-error.js';
import { isByLines, type RefundCommand, requestRefund } from './request-refund.js';

const HOUR_MS = 3_600_000;
const MAX_WAITING = 20;

/** Asks to give captured money back, or for the approval of a second person where the merchant's settings want one: nothing goes back before.
 *  Throws what `requestRefund` throws, and DomainError `too_many_approvals`. */
export const askForRefund = (order: Order, command: RefundCommand, rules: RefundRules): readonly OrderEvent[] => {
  const [event] = requestRefund(order, command);
  invariant(event?.type === 'RefundRequested' && event.data.amount !== undefined, 'a refund is refused or asked for');
  const { amount, lines, shipping, shippingTax, reason } = event.data;
  const limit = passedLimit(order, amount, rules);
  if (limit === undefined) return [event];
  const { now, settings, settingsVersion } = rules;
  const waiting = order.refundApprovals.filter((one) => approvalStatusOf(one, now) === 'waiting');
  if (waiting.length >= MAX_WAITING) throw refusal('too_many_approvals');
  const until = new Date(now.getTime() + settings.approvalHours * HOUR_MS).toISOString();
  const parts = { amount, lines, shipping, shippingTax, reason, isByLines: isByLines(command) };
  return [
    newEvent('RefundApprovalRequested', { ...parts, limit, until, settingsVersion } as EventInit<'RefundApprovalRequested'>),
  ];
};
