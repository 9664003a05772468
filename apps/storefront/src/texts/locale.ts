import { de } from './de.data.js';
import { en, type TextKey, type Texts } from './en.data.js';
import { es } from './es.data.js';
import { fr } from './fr.data.js';
import { ja } from './ja.data.js';
import { type Language, languages } from './language.js';

/** A text of the shop, with what is put into it. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** How the shop speaks to a customer: its texts, and how sums, sizes, dates and countries are written. */
export interface Locale {
  readonly language: Language;
  readonly say: Say;
  /** Minor units as people read them. For the eye alone: what is to be paid is the gateway's to say. */
  readonly money: (minor: number, currency: string) => string;
  /** `0.0625` as `6.25%`. */
  readonly percent: (rate: string) => string;
  readonly fileSize: (bytes: number) => string;
  readonly date: (rfc3339: string) => string;
  readonly countryName: (code: string) => string;
}

const texts: Readonly<Record<Language, Texts>> = { en, de, es, fr, ja };
const regions: Readonly<Record<Language, string>> = { en: 'en-US', de: 'de-DE', es: 'es-ES', fr: 'fr-FR', ja: 'ja-JP' };
const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

const moneyIn =
  (region: string): Locale['money'] =>
  (minor, currency) => {
    const format = new Intl.NumberFormat(region, { style: 'currency', currency });
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  };

/** In the units that shops use. */
const fileSizeIn =
  (region: string): Locale['fileSize'] =>
  (bytes) => {
    const step = Math.min(sizes.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
    const digits = step > 1 ? 1 : 0;
    return new Intl.NumberFormat(region, {
      style: 'unit',
      unit: sizes[step] ?? 'byte',
      unitDisplay: step === 0 ? 'long' : 'short',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(bytes / 1_000 ** step);
  };

const made = (language: Language): Locale => {
  const region = regions[language];
  const percents = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 4 });
  const dates = new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'UTC' });
  const countries = new Intl.DisplayNames(region, { type: 'region' });
  return {
    language,
    say: (key, values = {}) => texts[language][key].replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all)),
    money: moneyIn(region),
    percent: (rate) => percents.format(Number(rate)),
    fileSize: fileSizeIn(region),
    date: (rfc3339) => dates.format(new Date(rfc3339)),
    countryName: (code) => countries.of(code) ?? code,
  };
};

const locales = new Map(languages.map((language) => [language, made(language)] as const));

export const localeOf = (language: Language): Locale => locales.get(language) ?? made(language);
