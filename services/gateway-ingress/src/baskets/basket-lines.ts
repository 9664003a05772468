import type { DeliverableForm, EventInit } from '@tollgate/contracts';
import { maxFiles } from '@tollgate/download-link';
import { invariant } from '@tollgate/errors';
import { money } from '@tollgate/money';
import { normalAddress, type TaxAddress } from '../addresses/normal-address.js';
import type { FieldError } from '../validation/field-error.js';
import type { BasketRequest, ItemRequest } from './basket-request.js';
import { needsShipping } from './check-basket.js';

/** What the goods that were asked for are delivered as online, by sku, as they are now. A sku that is not there is not the merchant's. */
export type PinnedGoods = ReadonlyMap<string, readonly DeliverableForm[]>;

export type OrderLines = EventInit<'OrderPlaced'>['lines'] & {};

const isDigital = ({ kind }: ItemRequest): boolean => kind === 'digital';

export const digitalSkus = (items: readonly ItemRequest[]): readonly string[] => [
  ...new Set(items.filter(isDigital).map(({ sku }) => sku)),
];

const skuCode = (item: ItemRequest, pinned: PinnedGoods): string | undefined => {
  if (!isDigital(item)) return undefined;
  const forms = pinned.get(item.sku);
  if (forms === undefined) return 'unknown_sku';
  return forms.length === 0 ? 'no_file_for_sku' : undefined;
};

const formCount = (items: readonly ItemRequest[], pinned: PinnedGoods): number =>
  items.reduce((count, item) => count + (isDigital(item) ? (pinned.get(item.sku)?.length ?? 0) : 0), 0);

/** Which digital items cannot be delivered: `unknown_sku`, or `no_file_for_sku`; `too_many_files` where they have more than one order can
 *  grant. Nobody pays for those. */
export const checkSkus = ({ items }: Pick<BasketRequest, 'items'>, pinned: PinnedGoods): readonly FieldError[] => {
  const undeliverable = items
    .map((item, index) => ({ code: skuCode(item, pinned), field: `/items/${index}/sku` }))
    .filter((error): error is FieldError => error.code !== undefined);
  const tooMany = formCount(items, pinned) > maxFiles ? [{ code: 'too_many_files', field: '/items' }] : [];
  return [...undeliverable, ...tooMany];
};

/** The lines of a basket as far as prices go. The API's `digital` and `physical` end here: a line says what is to be done with it. */
export const quoteLines = ({ items, currency }: BasketRequest): OrderLines =>
  items.map((item) => ({
    sku: item.sku,
    description: item.description ?? item.sku,
    quantity: item.quantity,
    unitAmount: money(BigInt(item.unitAmount), currency),
    weightGrams: isDigital(item) ? 0 : (item.weightGrams ?? 0),
    isShipped: !isDigital(item),
    taxClass: isDigital(item) ? 'digital_goods' : 'tangible_goods',
  }));

/** The lines of an order, digital ones with what they are delivered as now. */
export const linesOf = (basket: BasketRequest, pinned: PinnedGoods): OrderLines =>
  quoteLines(basket).map((line) => {
    if (line.isShipped) return line;
    const forms = pinned.get(line.sku ?? '');
    invariant(forms !== undefined && forms.length > 0, 'a digital line has something to deliver');
    return { ...line, forms: [...forms] };
  });

/** Where an order goes: the address and the method; none chosen is the merchant's first that goes there. Nothing where nothing is shipped. */
export const shippingOf = (basket: BasketRequest): { readonly shippingMethod?: string; readonly shipping?: TaxAddress } => {
  if (!needsShipping(basket) || basket.shippingAddress === undefined) return {};
  return { shippingMethod: basket.shippingMethod ?? '', shipping: normalAddress(basket.shippingAddress) };
};
