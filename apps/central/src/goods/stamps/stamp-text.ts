import type { Stamp } from '../../api/order.js';

/** What a stamp may name, in braces. */
export const stampFields = ['name', 'email', 'order', 'date'] as const;
export type StampField = (typeof stampFields)[number];

export const maxStampLength = 200;

export type StampKind = 'pdf' | 'epub';

const inBraces = /\{([^{}]*)\}/g;

const isField = (name: string): name is StampField => (stampFields as readonly string[]).includes(name);

/** What a stamp can be put on, by the file's name; undefined: it takes none. */
export const stampKindOf = (fileName: string): StampKind | undefined => {
  const extension = fileName.split('.').at(-1)?.toLowerCase();
  return extension === 'pdf' || extension === 'epub' ? extension : undefined;
};

/** Where it may stand: an EPUB has a page of its own for it, at its beginning or its end. */
export const stampPlaces = (kind: StampKind): readonly Stamp['pages'][] =>
  kind === 'pdf' ? ['all', 'first', 'last'] : ['first', 'last'];

/** The same of what was set by the API, where an EPUB that bears it on all pages has it at its end. */
export const placeIn = (kind: StampKind, pages: Stamp['pages']): Stamp['pages'] =>
  kind === 'epub' && pages === 'all' ? 'last' : pages;

/** Whether the server will take the text. */
export const isStampText = (text: string): boolean =>
  text.trim() !== '' &&
  text.length <= maxStampLength &&
  [...text.matchAll(inBraces)].every(([, name = '']) => isField(name)) &&
  !/[{}]/.test(text.replace(inBraces, ''));

/** The text with a field where the cursor is, apart from the word before it. */
export const withField = (text: string, field: StampField, [start, end]: readonly [number, number]): string => {
  const before = text.slice(0, start);
  return `${before}${/[^\s<(]$/.test(before) ? ' ' : ''}{${field}}${text.slice(end)}`;
};

/** The line as one buyer reads it. What is no field stays as it is. */
export const stampLine = (text: string, values: Readonly<Record<StampField, string>>): string =>
  text.replace(inBraces, (whole, name: string) => (isField(name) ? values[name] : whole)).trim();
