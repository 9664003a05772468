import { toPublicId } from '@tollgate/contracts';
import { isPending, type Operation, type OperationKind, type Order } from '@tollgate/order';
import { describeRefundParts, minorOf } from './refund-parts.js';

/** The operations that a merchant asks for. */
type AskedKind = Exclude<OperationKind, 'authorize'>;

/** Those that a merchant asks of an order: a credit makes one of its own. */
export type RequestedKind = Exclude<AskedKind, 'credit'>;

/** How the ids of operations begin. */
export const prefixes: Readonly<Record<AskedKind, string>> = {
  capture: 'cap',
  void: 'void',
  refund: 'ref',
  credit: 'cred',
};

const partsOf = ({ kind, refund }: Operation) => (kind === 'refund' ? describeRefundParts(refund ?? { lines: [] }) : {});

/** The parcel that a capture charges for, where one was told of. */
const shipmentIn = ({ shipment }: Operation) =>
  shipment === undefined
    ? {}
    : {
        shipment: {
          carrier: shipment.carrier,
          trackingNumber: shipment.trackingNumber || null,
          trackingUrl: shipment.trackingUrl || null,
        },
      };

/** An operation as the merchant is shown it: `pending` until the processor has said what came of it. */
export const describeOperation = (order: Order, operation: Operation) => ({
  id: toPublicId(prefixes[operation.kind as AskedKind], operation.id),
  order: toPublicId('ord', order.id),
  kind: operation.kind,
  status: isPending(operation) ? 'pending' : operation.state,
  amount: minorOf(operation.amount),
  currency: operation.amount.currency,
  createdAt: operation.requestedAt,
  settledAt: operation.settledAt ?? null,
  ...(operation.kind === 'capture' ? { final: operation.isFinal ?? false, ...shipmentIn(operation) } : {}),
  ...(operation.kind === 'capture' ? {} : { reason: operation.reason ?? null }),
  ...partsOf(operation),
  ...(operation.code === undefined ? {} : { code: operation.code, networkCode: operation.networkCode || null }),
});

/** The order's operations of one kind, newest first. */
export const operationsOf = (order: Order, kind: RequestedKind): readonly Operation[] =>
  order.payment.operations.filter((operation) => operation.kind === kind).toReversed();
