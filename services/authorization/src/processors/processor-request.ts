import { invariant } from '@tollgate/errors';
import { authorizationOf, type Operation, type Order } from '@tollgate/order';
import type { CardDetails, OriginalRequest, ProcessorRequest } from './card-processor.js';

/** How often a request was sent before, under the reference it has. */
export type Repetition = NonNullable<ProcessorRequest['repeats']>;

const orderOf = ({ id, merchant, mode, placed, placedAt }: Order): ProcessorRequest['order'] => ({
  id,
  merchant,
  mode,
  reference: placed.reference,
  placedAt,
});

const askedAuthorization = ({ payment }: Order): Operation => {
  const authorization = authorizationOf(payment);
  invariant(authorization !== undefined, 'whatever is asked of a payment is about its authorization');
  return authorization;
};

const originalOf = (order: Order): OriginalRequest => {
  const { id: operation, amount, isSale = false, reference, authorizationCode = '' } = askedAuthorization(order);
  return { operation, amount, isSale, reference, authorizationCode };
};

/** The request for an accepted order's priced total. */
export const authorizationRequestOf = (order: Order, card: CardDetails): ProcessorRequest => {
  const total = order.pricing?.total;
  invariant(total !== undefined, 'an accepted order is priced');
  const { minor, currency } = total;
  const isSale = order.placed.type === 'sale';
  return {
    kind: 'authorize',
    operation: order.placement,
    order: orderOf(order),
    amount: { minor, currency },
    isSale,
    isFinal: isSale,
    card,
  };
};

/** The request of a capture, void or refund. A void gives up so much of the authorization. */
export const operationRequestOf = (order: Order, operation: Operation, repeats?: Repetition): ProcessorRequest => {
  const { id, kind, amount, isFinal = false } = operation;
  const request = { kind, operation: id, order: orderOf(order), amount, isSale: false, isFinal, original: originalOf(order) };
  return repeats === undefined ? request : { ...request, repeats };
};

/** The request that gives money to a card without a sale before it. */
export const creditRequestOf = (
  order: Order,
  { credit: { id, amount }, card }: { readonly credit: Operation; readonly card: CardDetails },
  repeats?: Repetition,
): ProcessorRequest => {
  const request = { kind: 'credit', operation: id, order: orderOf(order), amount, isSale: false, isFinal: false, card } as const;
  return repeats === undefined ? request : { ...request, repeats };
};

/** The request that undoes the order's authorization. */
export const reversalRequestOf = (order: Order, repeats?: Repetition): ProcessorRequest => {
  const { id: operation, amount, isSale = false } = askedAuthorization(order);
  const request = { kind: 'reverse', operation, order: orderOf(order), amount, isSale, isFinal: true } as const;
  return { ...request, original: originalOf(order), ...(repeats && { repeats }) };
};
