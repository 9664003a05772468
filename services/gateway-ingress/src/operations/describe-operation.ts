import { toPublicId } from '@tollgate/contracts';
import type { Money } from '@tollgate/money';
import { isPending, type Operation, type OperationKind, type Order } from '@tollgate/order';

/** The operations that a merchant asks for. */
export type RequestedKind = Exclude<OperationKind, 'authorize'>;

/** How the ids of operations begin. */
export const prefixes: Readonly<Record<RequestedKind, string>> = {
  capture: 'cap',
  void: 'void',
  refund: 'ref',
  credit: 'cred',
};

const minor = (amount: Money | undefined): number => Number(amount?.minor ?? 0n);

/** What of a refund falls on which line. */
const linesOf = ({ refund }: Operation) =>
  (refund?.lines ?? []).map(({ line, quantity, goods, tax }) => ({ line, quantity, goods: minor(goods), tax: minor(tax) }));

const partsOf = (operation: Operation) =>
  operation.kind === 'refund'
    ? {
        lines: linesOf(operation),
        shipping: minor(operation.refund?.shipping),
        shippingTax: minor(operation.refund?.shippingTax),
      }
    : {};

/** An operation as the merchant is shown it: `pending` until the processor has said what came of it. */
export const describeOperation = (order: Order, operation: Operation) => ({
  id: toPublicId(prefixes[operation.kind as RequestedKind], operation.id),
  order: toPublicId('ord', order.id),
  kind: operation.kind,
  status: isPending(operation) ? 'pending' : operation.state,
  amount: minor(operation.amount),
  currency: operation.amount.currency,
  createdAt: operation.requestedAt,
  settledAt: operation.settledAt ?? null,
  ...(operation.kind === 'capture' ? { final: operation.isFinal ?? false } : {}),
  ...(operation.kind === 'capture' ? {} : { reason: operation.reason ?? null }),
  ...partsOf(operation),
  ...(operation.code === undefined ? {} : { code: operation.code, networkCode: operation.networkCode || null }),
});

/** The order's operations of one kind, newest first. */
export const operationsOf = (order: Order, kind: RequestedKind): readonly Operation[] =>
  order.payment.operations.filter((operation) => operation.kind === kind).toReversed();
