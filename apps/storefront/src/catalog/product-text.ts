import type { Language } from '../texts/language.js';
import type { Slug } from './products.data.js';
import { de } from './texts/de.data.js';
import { en } from './texts/en.data.js';
import { es } from './texts/es.data.js';
import { fr } from './texts/fr.data.js';
import { ja } from './texts/ja.data.js';

/** What the shop says about a product. */
export interface ProductText {
  readonly name: string;
  readonly teaser: string;
  readonly text: readonly string[];
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export type ProductTexts = Readonly<Record<Slug, ProductText>>;

const texts: Readonly<Record<Language, ProductTexts>> = { en, de, es, fr, ja };

export const productText = ({ slug }: { readonly slug: Slug }, language: Language): ProductText => texts[language][slug];
