import { isCurrency } from '@tollgate/money';
import { parseAmount } from '../format/format-money.js';

/** One way to understand what was typed. */
export interface Interpretation {
  readonly by: 'id' | 'email' | 'last4' | 'amount' | 'reference' | 'sku' | 'name';
  readonly value: string;
  /** Of an amount, whose value is in minor units. */
  readonly currency?: string;
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

const amounts = (text: string, currencies: readonly string[]): readonly Interpretation[] => {
  const { figure, named } = splitCurrency(text);
  return (named === undefined ? currencies : [named]).flatMap((currency) => {
    const minor = parseAmount(figure, currency);
    return minor === undefined ? [] : [{ by: 'amount', value: String(minor), currency } as const];
  });
};

const words = (text: string): readonly Interpretation[] => [
  ...(text.length <= longestReference ? [{ by: 'reference', value: text } as const] : []),
  ...(sku.test(text) ? [{ by: 'sku', value: text } as const] : []),
  ...(/\p{L}/u.test(text) && !/\d{3}/.test(text) ? [{ by: 'name', value: text } as const] : []),
];

/** What somebody who typed this may be looking for, the likeliest first. `currencies`: those that an amount without one may be of. */
export const parseSearch = (typed: string, currencies: readonly string[]): readonly Interpretation[] => {
  const text = typed.trim().replace(/\s+/g, ' ');
  if (text === '') return [];
  if (orderId.test(text.toLowerCase())) return [{ by: 'id', value: text.toLowerCase() }];
  if (email.test(text)) return [{ by: 'email', value: text }];
  const last4 = lastFour.exec(text)?.[1];
  const digits = last4 === undefined ? [] : [{ by: 'last4', value: last4 } as const];
  const isName = /^\p{L}[\p{L}\p{M}'’. -]*$/u.test(text) && (text.includes(' ') || !/^[\x20-\x7e]+$/.test(text));
  const byWords = words(text);
  const ordered = isName ? byWords.toSorted((a, b) => Number(b.by === 'name') - Number(a.by === 'name')) : byWords;
  return [...digits, ...amounts(text, currencies), ...ordered];
};
