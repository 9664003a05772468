import { invariant } from '@tollgate/errors';
import { type Money, money } from '@tollgate/money';
import { balance, entitlementsToRevoke, type Operation, type Order } from '@tollgate/order';
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
}

const unsettled = { id: '', kind: 'refund', requestedAt: '', state: 'succeeded', processor: '' } as const;

const minor = (amount: Money | undefined): number => Number(amount?.minor ?? 0n);

/** The effect of a refund on money, tax, shipping and downloads. Throws what the refund itself would throw. */
export const previewRefund = (order: Order, command: RefundCommand): RefundPreview => {
  const [event] = requestRefund(order, command);
  invariant(event?.type === 'RefundRequested', 'a refund is refused or asked for');
  const { amount, lines, shipping, shippingTax } = event.data;
  const made: Operation = { ...unsettled, amount: amount ?? money(0n, order.placed.currency), refund: event.data };
  const after: Order = { ...order, payment: { ...order.payment, operations: [...order.payment.operations, made] } };
  return {
    amount: minor(amount),
    currency: order.placed.currency,
    lines: lines.map(({ line, quantity, goods, tax }) => ({ line, quantity, goods: minor(goods), tax: minor(tax) })),
    shipping: minor(shipping),
    shippingTax: minor(shippingTax),
    revokedSkus: [...new Set(entitlementsToRevoke(after).map(({ sku }) => sku))],
    left: minor(balance(after.payment, order.placed.currency).refundable),
  };
};
