import { type EventInit, type OrderEvent, occurred, type PinnedFile } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { Refusal } from '@tollgate/order';
import { placeOf } from './check-address.js';
import { defaultShippingMethod, needsShipping } from './check-order.js';
import type { BasketRequest, ItemRequest, OrderRequest } from './order-request.js';

/** The current files of the goods that were asked for, by sku. A sku that is not there is not the merchant's. */
export type PinnedFiles = ReadonlyMap<string, readonly PinnedFile[]>;

export type OrderLines = EventInit<'OrderPlaced'>['lines'] & {};

/** What an order rests on beside the request itself. */
export interface PlacementFacts {
  readonly lines: OrderLines;
  /** The vault's token and what may be shown of the card. */
  readonly card: EventInit<'OrderPlaced'>['card'] & {};
  readonly screening: EventInit<'OrderPlaced'>['screening'] & {};
  /** Base64, under the order's own key. */
  readonly sealedPersonalData: string;
}

export const digitalSkus = (items: readonly ItemRequest[]): readonly string[] => [
  ...new Set(items.filter(({ kind }) => kind === 'digital').map(({ sku }) => sku)),
];

const filesOf = ({ kind, sku }: ItemRequest, index: number, pinned: PinnedFiles): readonly PinnedFile[] => {
  if (kind !== 'digital') return [];
  const files = pinned.get(sku);
  if (files === undefined) throw new Refusal('unknown_sku', `/items/${index}/sku`);
  if (files.length === 0) throw new Refusal('no_file_for_sku', `/items/${index}/sku`);
  return files;
};

/** The lines of an order, digital ones with their files as they are now. Throws Refusal `unknown_sku` or `no_file_for_sku`: nobody pays
 *  for what cannot be delivered. */
export const linesOf = (basket: BasketRequest, pinned: PinnedFiles): OrderLines =>
  quoteLines(basket).map((line, index) => ({ ...line, files: [...filesOf(basket.items[index] as ItemRequest, index, pinned)] }));

/** The lines of a basket as far as prices go. */
export const quoteLines = ({ items, currency }: BasketRequest): OrderLines =>
  items.map((item) => ({
    sku: item.sku,
    description: item.description ?? item.sku,
    kind: item.kind,
    quantity: item.quantity,
    unitAmount: money(BigInt(item.unitAmount), currency),
    weightGrams: item.kind === 'physical' ? (item.weightGrams ?? 0) : 0,
  }));

/** Where an order goes: the method and the place; nothing where nothing is shipped. */
export const shippingOf = (
  basket: BasketRequest,
): { readonly shippingMethod?: string; readonly shipping?: EventInit<'OrderPlaced'>['shipping'] & {} } => {
  if (!needsShipping(basket) || basket.shippingAddress === undefined) return {};
  return { shippingMethod: basket.shippingMethod ?? defaultShippingMethod, shipping: placeOf(basket.shippingAddress) };
};

/** The merchant's order, as it is recorded. The request was checked, and its lines were made by `linesOf`. */
export const placeOrder = (request: OrderRequest, facts: PlacementFacts): Extract<OrderEvent, { type: 'OrderPlaced' }> =>
  occurred('OrderPlaced', {
    type: request.type,
    currency: request.currency,
    lines: facts.lines,
    ...shippingOf(request),
    card: facts.card,
    screening: facts.screening,
    billing: placeOf(request.billingAddress),
    sealedPersonalData: facts.sealedPersonalData,
    metadata: { ...request.metadata },
  });

/** The digits of the first address line, which the issuer's address check compares. Source: ISO 8583 DE 123 (AVS data), numeric compression. */
export const streetDigits = (line1 = ''): string => line1.replace(/\D/g, '').slice(0, 20);
