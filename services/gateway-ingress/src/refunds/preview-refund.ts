import { invariant } from '@tollgate/errors';
import { type Money, money } from '@tollgate/money';
import { balance, entitlementsToRevoke, type Operation, type Order } from '@tollgate/order';
import { describeRefundParts, minorOf } from '../operations/refund-parts.js';
import { passedLimit, type RefundRules } from '../refund-approvals/second-person.js';
import { type RefundCommand, requestRefund } from './request-refund.js';

/** What a refund would do, shown before anybody asks for it. Amounts are in minor units of the order's currency. */
export interface RefundPreview {
  readonly amount: number;
  readonly currency: string;
  readonly lines: readonly { readonly line: number; readonly quantity: number; readonly goods: number; readonly tax: number }[];
  readonly shipping: number;
  readonly shippingTax: number;
  /** The goods whose downloads would end. */
  readonly revokedSkus: readonly string[];
  /** What could be given back after it. */
  readonly left: number;
  /** Where a second person must approve it first: beyond which limit, and how long it would wait. */
  readonly approval: { readonly limit: number; readonly hours: number } | null;
}

const unsettled = { id: '', kind: 'refund', requestedAt: '', state: 'succeeded', processor: '' } as const;

const approvalOf = (order: Order, amount: Money, rules: RefundRules): RefundPreview['approval'] => {
  const limit = passedLimit(order, amount, rules);
  return limit === undefined ? null : { limit: minorOf(limit), hours: rules.settings.approvalHours };
};

/** The effect of a refund on money, tax, shipping and downloads, and whether it wants a second person. Throws what the refund itself would throw. */
export const previewRefund = (order: Order, command: RefundCommand, rules: RefundRules): RefundPreview => {
  const [event] = requestRefund(order, command);
  invariant(event?.type === 'RefundRequested', 'a refund is refused or asked for');
  const { amount } = event.data;
  const whole = amount ?? money(0n, order.placed.currency);
  const made: Operation = { ...unsettled, amount: whole, refund: event.data };
  const after: Order = { ...order, payment: { ...order.payment, operations: [...order.payment.operations, made] } };
  return {
    amount: minorOf(amount),
    currency: order.placed.currency,
    ...describeRefundParts(event.data),
    revokedSkus: [...new Set(entitlementsToRevoke(after).map(({ sku }) => sku))],
    left: minorOf(balance(after.payment, order.placed.currency).refundable),
    approval: approvalOf(order, whole, rules),
  };
};
