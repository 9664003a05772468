/** What the shop sells and for how much. The gateway knows the same goods by their skus, and has the files of the digital ones. */
export interface Product {
  readonly sku: string;
  /** Its place in addresses. */
  readonly slug: Slug;
  readonly kind: 'digital' | 'physical';
  readonly unitAmount: number;
  readonly weightGrams?: number;
}

export type Slug = 'the-book' | 'the-album' | 'the-mug' | 'the-print';

export const currency = 'USD';

export const products: readonly Product[] = [
  { sku: 'EBOOK-1', slug: 'the-book', kind: 'digital', unitAmount: 1999 },
  { sku: 'ALBUM-1', slug: 'the-album', kind: 'digital', unitAmount: 999 },
  { sku: 'MUG-1', slug: 'the-mug', kind: 'physical', unitAmount: 1250, weightGrams: 400 },
  { sku: 'PRINT-1', slug: 'the-print', kind: 'physical', unitAmount: 2400, weightGrams: 250 },
];
