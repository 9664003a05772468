import { type EventInit, newEvent, type OrderEvent, type PinnedFile } from '@tollgate/contracts';
import { maxEntitlements } from '@tollgate/download-link';
import { invariant } from '@tollgate/errors';
import { money } from '@tollgate/money';
import { placeOf } from '../addresses/check-address.js';
import { defaultShippingMethod, needsShipping } from '../baskets/check-basket.js';
import type { BasketRequest, FieldError, ItemRequest, OrderRequest } from '../baskets/basket-request.js';

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

const skuCode = ({ kind, sku }: ItemRequest, pinned: PinnedFiles): string | undefined => {
  if (kind !== 'digital') return undefined;
  const files = pinned.get(sku);
  if (files === undefined) return 'unknown_sku';
  return files.length === 0 ? 'no_file_for_sku' : undefined;
};

const fileCount = (items: readonly ItemRequest[], pinned: PinnedFiles): number =>
  items.reduce((count, { kind, sku }) => count + (kind === 'digital' ? (pinned.get(sku)?.length ?? 0) : 0), 0);

/** Which digital items cannot be delivered: `unknown_sku`, or `no_file_for_sku`; `too_many_files` where they have more files than one
 *  order can grant. Nobody pays for those. */
export const checkSkus = ({ items }: Pick<BasketRequest, 'items'>, pinned: PinnedFiles): readonly FieldError[] => {
  const undeliverable = items
    .map((item, index) => ({ code: skuCode(item, pinned), field: `/items/${index}/sku` }))
    .filter((error): error is FieldError => error.code !== undefined);
  const tooMany = fileCount(items, pinned) > maxEntitlements ? [{ code: 'too_many_files', field: '/items' }] : [];
  return [...undeliverable, ...tooMany];
};

/** The lines of an order, digital ones with their files as they are now. */
export const linesOf = (basket: BasketRequest, pinned: PinnedFiles): OrderLines =>
  quoteLines(basket).map((line, index) => {
    const isDigital = basket.items[index]?.kind === 'digital';
    const files = isDigital ? pinned.get(line.sku ?? '') : [];
    invariant(files !== undefined && files.length > 0 === isDigital, 'a digital line has files');
    return { ...line, files: [...files] };
  });

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
  newEvent('OrderPlaced', {
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
