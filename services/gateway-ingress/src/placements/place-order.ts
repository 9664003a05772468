import { type EventInit, newEvent, type OrderEvent } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { normalAddress } from '../addresses/normal-address.js';
import { type OrderLines, shippingOf } from '../baskets/basket-lines.js';
import type { OrderRequest } from './order-request.js';

/** What an order rests on beside the request itself. */
export interface PlacementFacts {
  readonly lines: OrderLines;
  /** The vault's token and what may be shown of the card; undefined where there is nothing to pay. */
  readonly card: (EventInit<'OrderPlaced'>['card'] & {}) | undefined;
  readonly screening: EventInit<'OrderPlaced'>['screening'] & {};
  /** Base64, under the order's own key. */
  readonly sealedPersonalData: string;
}

/** The merchant's order, as it is recorded. The request was checked, and its lines were made by `linesOf`. */
export const placeOrder = (request: OrderRequest, facts: PlacementFacts): Extract<OrderEvent, { type: 'OrderPlaced' }> =>
  newEvent('OrderPlaced', {
    type: request.type,
    currency: request.currency,
    lines: facts.lines,
    ...shippingOf(request),
    ...(facts.card === undefined ? {} : { card: facts.card }),
    screening: facts.screening,
    billing: normalAddress(request.billingAddress),
    sealedPersonalData: facts.sealedPersonalData,
    metadata: { ...request.metadata },
    reference: request.reference ?? '',
    consents: [...(request.consents ?? [])],
    ...(request.expectedTotal === undefined ? {} : { expectedTotal: money(BigInt(request.expectedTotal), request.currency) }),
  });
