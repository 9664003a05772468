import { preferredLanguage } from '@tollgate/web-pages';
import type { PageLanguage } from '../sessions/checkout-session.schema.js';
import { pageLanguages } from '../sessions/checkout-session.schema.js';
import { de } from './de.data.js';
import { en, type TextKey, type Texts } from './en.data.js';
import { es } from './es.data.js';
import { fr } from './fr.data.js';
import { ja } from './ja.data.js';

const texts: Readonly<Record<PageLanguage, Texts>> = { en, de, es, fr, ja };

/** A text of the page in its language, with what is put into it. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string>>) => string;

/** What an error is called; one that has no words of its own asks to look again. */
export const errorText = (say: Say, code: string): string => {
  const key = `error.${code}`;
  return Object.hasOwn(en, key) ? say(key as TextKey) : say('error.invalid');
};

/** Whether a text is there, such as the name of a shipping method that every merchant begins with. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key);

export const sayIn =
  (language: PageLanguage): Say =>
  (key, values = {}) =>
    texts[language][key].replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);

/** The language of ours that a browser likes best; English where there is none. */
export const languageOf = (acceptLanguage: string): PageLanguage => preferredLanguage(acceptLanguage, pageLanguages) ?? 'en';
