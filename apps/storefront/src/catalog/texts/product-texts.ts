import type { Slug } from '../products.data.js';

/** What the shop says about a product. */
export interface ProductText {
  readonly name: string;
  readonly teaser: string;
  readonly text: readonly string[];
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export type ProductTexts = Readonly<Record<Slug, ProductText>>;
