import type { DeliverableForm, EventInit } from '@tollgate/contracts';
import { maxFiles } from '@tollgate/download-link';
import { invariant } from '@tollgate/errors';
import { money } from '@tollgate/money';
import { normalAddress, type TaxAddress } from '../addresses/normal-address.js';
import type { FieldError } from '../validation/field-error.js';
import type { BasketRequest, ItemRequest } from './basket-request.js';
import { needsShipping } from './check-basket.js';

/** A good as it is now. */
export interface PinnedGood {
  /** What it is delivered as online. */
  readonly forms: readonly DeliverableForm[];
  /** Whether it is known to be digital, which an older esd-delivery does not say of a good without forms. */
  readonly isDigital: boolean;
}

/** The goods that were asked for, by sku. A sku that is not there is not the merchant's. */
export type PinnedGoods = ReadonlyMap<string, PinnedGood>;

export type OrderLines = EventInit<'OrderPlaced'>['lines'] & {};

const isDigital = ({ kind }: ItemRequest): boolean => kind === 'digital';

export const digitalSkus = (items: readonly ItemRequest[]): readonly string[] => [
  ...new Set(items.filter(isDigital).map(({ sku }) => sku)),
];

const errorsOf = (item: ItemRequest, place: string, good: PinnedGood | undefined): readonly FieldError[] => {
  if (!isDigital(item)) return good?.isDigital === true ? [{ code: 'good_is_digital', field: `${place}/kind` }] : [];
  if (good === undefined) return [{ code: 'unknown_sku', field: `${place}/sku` }];
  return good.forms.length === 0 ? [{ code: 'no_file_for_sku', field: `${place}/sku` }] : [];
};

const formCount = (items: readonly ItemRequest[], pinned: PinnedGoods): number =>
  items.reduce((count, item) => count + (isDigital(item) ? (pinned.get(item.sku)?.forms.length ?? 0) : 0), 0);

/** Which items cannot be delivered: digital ones by `unknown_sku`, or `no_file_for_sku`; `good_is_digital` where a file is to be shipped in a
 *  parcel; `too_many_files` where they have more than one order can grant. Nobody pays for those. What is shipped need not be known. */
export const checkSkus = ({ items }: Pick<BasketRequest, 'items'>, pinned: PinnedGoods): readonly FieldError[] => {
  const undeliverable = items.flatMap((item, index) => errorsOf(item, `/items/${index}`, pinned.get(item.sku)));
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
    const { forms } = pinned.get(line.sku ?? '') ?? { forms: [] };
    invariant(forms.length > 0, 'a digital line has something to deliver');
    return { ...line, forms: [...forms] };
  });

/** Where an order goes: the address and the method; none chosen is the merchant's first that goes there. Nothing where nothing is shipped. */
export const shippingOf = (basket: BasketRequest): { readonly shippingMethod?: string; readonly shipping?: TaxAddress } => {
  if (!needsShipping(basket) || basket.shippingAddress === undefined) return {};
  return { shippingMethod: basket.shippingMethod ?? '', shipping: normalAddress(basket.shippingAddress) };
};
