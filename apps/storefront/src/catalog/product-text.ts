import type { Language } from '../texts/language.js';
import type { Slug } from './products.data.js';
import { de } from './texts/de.data.js';
import { en } from './texts/en.data.js';
import { es } from './texts/es.data.js';
import { fr } from './texts/fr.data.js';
import { ja } from './texts/ja.data.js';
import type { ProductText, ProductTexts } from './texts/product-texts.js';

const texts: Readonly<Record<Language, ProductTexts>> = { en, de, es, fr, ja };

export const productText = ({ slug }: { readonly slug: Slug }, language: Language): ProductText => texts[language][slug];
