import type { Good } from '@tollgate/sdk';
import type { Product } from './products.data.js';

export interface OfferedFile {
  readonly name: string;
  readonly size: number;
}

/** A product as it can be bought now. */
export interface Offer extends Product {
  /** Of a digital product, what its buyer gets. */
  readonly files: readonly OfferedFile[];
}

/** What the shop can sell: its products, as far as the gateway knows them as the same kind of good and can deliver the digital ones. Whatever else
 *  the merchant has at the gateway has no price here. */
export const offersOf = (products: readonly Product[], goods: readonly Good[]): readonly Offer[] =>
  products.flatMap((product) => {
    const good = goods.find(({ sku }) => sku === product.sku);
    if (good?.kind !== product.kind || (product.kind === 'digital' && good.files.length === 0)) return [];
    return [{ ...product, files: good.files.map(({ name, size }) => ({ name, size })) }];
  });
