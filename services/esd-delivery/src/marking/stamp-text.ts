import { DomainError } from '@tollgate/errors';

/** What a stamp may name, in braces. */
export const stampFields = ['name', 'email', 'order', 'date'] as const;
type Field = (typeof stampFields)[number];

/** Who bought a copy. `order`: as the merchant and the customer read it; `date`: of the order, YYYY-MM-DD. */
export type StampValues = Readonly<Record<Field, string>>;

export const stampPages = ['all', 'first', 'last'] as const;
export type StampPages = (typeof stampPages)[number];

const maxLength = 200;
/** Of each value: a name of a thousand signs would leave no room for the book. */
const maxValueLength = 120;
const control = /\p{Cc}/u;
const inBraces = /\{([^{}]*)\}/g;
/** Signs that turn the direction of what comes after them, and end lines. */
const unruly = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

const isField = (name: string): name is Field => (stampFields as readonly string[]).includes(name);

/** Throws DomainError `invalid_stamp_text`, `invalid_stamp_pages`. */
export const checkStamp = ({ text, pages }: { readonly text: string; readonly pages: string }): void => {
  if (text.trim() === '' || text.length > maxLength || control.test(text))
    throw new DomainError('invalid_stamp_text', '/text', `up to ${maxLength} characters on one line`);
  const names = [...text.matchAll(inBraces)].map(([, name = '']) => name);
  if (!names.every(isField) || /[{}]/.test(text.replace(inBraces, '')))
    throw new DomainError('invalid_stamp_text', '/text', 'braces stand around name, email, order or date');
  if (!(stampPages as readonly string[]).includes(pages))
    throw new DomainError('invalid_stamp_pages', '/pages', 'all, first or last');
};

/** The text of one buyer's copy, on one line. What a value holds is never read as a field. */
export const fillStamp = (text: string, values: StampValues): string =>
  text
    .replace(inBraces, (_, name: string) => (isField(name) ? plain(values[name]) : ''))
    .replace(/ {2,}/g, ' ')
    .trim();

const plain = (value: string): string => {
  const signs = [...value.replace(unruly, ' ').normalize('NFC').trim()];
  return signs.length <= maxValueLength ? signs.join('') : `${signs.slice(0, maxValueLength - 1).join('')}…`;
};
