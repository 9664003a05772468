import { exponentOf, isCurrency } from '@tollgate/money';
import { parseAmount } from '../../format/format-money.js';
import { readDay } from './read-day.js';

/** One way to understand what was typed. */
export interface Interpretation {
  readonly by: 'id' | 'email' | 'status' | 'days' | 'day' | 'last4' | 'amount' | 'reference' | 'sku' | 'name';
  readonly value: string;
  /** Of an amount, whose value is in minor units; of an amount in whatever currency, which has two decimals, none. */
  readonly currency?: string;
}

/** A status, or days that go by today, as they are called in the user's language. */
export interface KnownWord {
  readonly by: 'status' | 'days';
  readonly value: string;
  readonly label: string;
}

/** What a text is read by. */
export interface Reader {
  /** Those that an amount may be of whose decimals are not two. */
  readonly currencies: readonly string[];
  readonly words: readonly KnownWord[];
  /** e.g. en-GB */
  readonly tag: string;
  /** YYYY-MM-DD in the store's zone. */
  readonly today: string;
}

const signs: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '￥': 'JPY',
  '₩': 'KRW',
  '₫': 'VND',
};

const orderId = /^ord_[0-9a-f]{32}$/;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const lastFour = /^(?:[*•x]{1,4}\s?)?(\d{4})$/i;
const sku = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const longestReference = 100;

/** The currency that a text names by sign or code, and what is left of it. */
const splitCurrency = (text: string): { readonly figure: string; readonly named: string | undefined } => {
  const [found = ''] = /[A-Za-z]{3}|[$€£¥￥₩₫]/.exec(text) ?? [];
  const named = signs[found] ?? (isCurrency(found.toUpperCase()) ? found.toUpperCase() : undefined);
  return { figure: named === undefined ? text : text.replace(found, '').trim(), named };
};

/** An amount that names no currency is looked for in every one that has two decimals, which nearly all have, at once. */
const amounts = (text: string, currencies: readonly string[]): readonly Interpretation[] => {
  const { figure, named } = splitCurrency(text);
  const of = (currency: string): readonly string[] => {
    const minor = parseAmount(figure, currency);
    return minor === undefined ? [] : [String(minor)];
  };
  if (named !== undefined) return of(named).map((value) => ({ by: 'amount', value, currency: named }));
  return [
    ...of('USD').map((value) => ({ by: 'amount', value }) as const),
    ...currencies
      .filter((currency) => exponentOf(currency) !== 2)
      .flatMap((currency) => of(currency).map((value) => ({ by: 'amount', value, currency }) as const)),
  ];
};

const texts = (text: string): readonly Interpretation[] => [
  ...(text.length <= longestReference ? [{ by: 'reference', value: text } as const] : []),
  ...(sku.test(text) ? [{ by: 'sku', value: text } as const] : []),
  ...(/\p{L}/u.test(text) && !/\d{3}/.test(text) ? [{ by: 'name', value: text } as const] : []),
];

const wordIn = (text: string, words: readonly KnownWord[]): readonly Interpretation[] => {
  const wanted = text.toLowerCase();
  return words
    .filter(({ value, label }) => label.toLowerCase() === wanted || value.replaceAll('_', ' ') === wanted.replaceAll('_', ' '))
    .map(({ by, value }) => ({ by, value }));
};

const dayIn = (text: string, { tag, today }: Reader): readonly Interpretation[] => {
  const value = readDay(text, tag, today);
  return value === undefined ? [] : [{ by: 'day', value }];
};

/** What somebody who typed this may be looking for, the likeliest first. */
export const parseSearch = (typed: string, reader: Reader): readonly Interpretation[] => {
  const text = typed.trim().replace(/\s+/g, ' ');
  if (text === '') return [];
  if (orderId.test(text.toLowerCase())) return [{ by: 'id', value: text.toLowerCase() }];
  if (email.test(text)) return [{ by: 'email', value: text }];
  const last4 = lastFour.exec(text)?.[1];
  const digits = last4 === undefined ? [] : [{ by: 'last4', value: last4 } as const];
  const isName = /^\p{L}[\p{L}\p{M}'’. -]*$/u.test(text) && (text.includes(' ') || !/^[\x20-\x7e]+$/.test(text));
  const byTexts = texts(text);
  const ordered = isName ? byTexts.toSorted((a, b) => Number(b.by === 'name') - Number(a.by === 'name')) : byTexts;
  return [...wordIn(text, reader.words), ...dayIn(text, reader), ...digits, ...amounts(text, reader.currencies), ...ordered];
};

/** The first that finds something, all being asked at once; the likeliest where none does. */
export const firstFinding = async (
  readings: readonly Interpretation[],
  finds: (reading: Interpretation) => Promise<boolean>,
): Promise<Interpretation | undefined> => {
  if (readings.length < 2) return readings[0];
  const found = await Promise.all(readings.map(finds));
  return readings[Math.max(found.indexOf(true), 0)];
};
