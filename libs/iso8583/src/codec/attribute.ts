import type { CharacterClass } from './characters.js';

/** A data element's form. `length` counts characters, digits or, of type `b`, bytes; exactly so many when `fixed`. */
export interface Attribute {
  readonly type: CharacterClass | 'b' | 'z' | 'x+n';
  readonly format: 'fixed' | 'llvar' | 'lllvar';
  readonly length: number;
}

const NOTATION = /^(n|an|anp|ans|b|z|x\+n)(|\.\.|\.\.\.)([1-9]\d{0,2})$/;
const FORMATS: Readonly<Record<string, Attribute['format']>> = { '': 'fixed', '..': 'llvar', '...': 'lllvar' };

/** Reads the notation of the standard, e.g. `n..19`. Throws RangeError on anything else: a profile is wrong.
 *  Source: ISO 8583:1987 §4.2. */
export const parseAttribute = (text: string): Attribute => {
  const [, type, dots, length] = NOTATION.exec(text) ?? [];
  const format = FORMATS[dots ?? '?'];
  if (type === undefined || format === undefined || (type === 'x+n' && format !== 'fixed')) {
    throw new RangeError(`"${text}" is no attribute of a data element`);
  }
  return { type: type as Attribute['type'], format, length: Number(length) };
};

/** Whether a fixed field of this type is filled up with spaces. */
export const isPadded = ({ type, format }: Attribute): boolean => format === 'fixed' && (type === 'anp' || type === 'ans');
