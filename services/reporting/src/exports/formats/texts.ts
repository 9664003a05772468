import { toPublicId } from '@tollgate/contracts';
import { toDecimal } from '@tollgate/money';
import type { JournalEntry, JournalLine } from '../../journal/journal-entry.js';

export const orderIdOf = ({ order }: Pick<JournalEntry, 'order'>): string => toPublicId('ord', order);
export const entryIdOf = ({ id }: Pick<JournalEntry, 'id'>): string => toPublicId('jrn', id);

/** The text on one line: what breaks a line, moves the cursor or rings a bell becomes a space. */
export const onOneLine = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** What a spreadsheet takes for the begin of a formula. Source: OWASP, CSV Injection; the wide signs are what East Asian
 *  keyboards write. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** A text that no spreadsheet runs: one that looks like a formula begins with an apostrophe. */
export const notAFormula = (text: string): string => (formula.test(text) ? `'${text}` : text);

const kinds: Readonly<Record<JournalEntry['kind'], string>> = {
  sale: 'Sale',
  capture: 'Capture',
  refund: 'Refund',
  credit: 'Credit',
};

/** `Refund 1E5 (ord_…): damaged`, for formats with one text. */
export const sentenceOf = (entry: JournalEntry): string => {
  const { reference, memo } = entry;
  const named = [kindOf(entry), reference, `(${orderIdOf(entry)})`].filter((word) => word !== '').join(' ');
  return onOneLine(memo === '' ? named : `${named}: ${memo}`);
};

export const kindOf = ({ kind }: Pick<JournalEntry, 'kind'>): string => kinds[kind];

/** The amount of a line as a decimal, without its sign. */
export const sizeOf = ({ minor }: JournalLine, currency: string): string => toDecimal(minor < 0n ? -minor : minor, currency);

/** What came in at the processor (positive), or went back (negative): the line of the clearing account. */
export const clearingOf = ({ lines }: Pick<JournalEntry, 'lines'>): JournalLine => {
  const line = lines.find(({ account }) => account.startsWith('clearing:'));
  if (line === undefined) throw new TypeError('an entry moves money at a processor');
  return line;
};

/** As many signs as a field takes; a pair of surrogates is never torn. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
