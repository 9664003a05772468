/** What a field may hold. `n` digits; `an` letters and digits; `ans` printable ASCII; `b` bytes, written in code as lower-case hex.
 *  Source: ISO 8583:1987 §4.2 (attribute notation). */
export type FieldType = 'n' | 'an' | 'ans' | 'b';

/** How long a field is on the wire: always `length`, or up to `length` behind a decimal prefix of two or three digits. */
export type FieldFormat = 'fixed' | 'llvar' | 'lllvar';

/** One data element. `length` counts characters, and bytes for type `b`. */
export type FieldSpec = {
  readonly number: number;
  readonly name: string;
  readonly type: FieldType;
  readonly format: FieldFormat;
  readonly length: number;
};

/** Digits of the length prefix by format. */
export const PREFIX_DIGITS: Readonly<Record<FieldFormat, number>> = { fixed: 0, llvar: 2, lllvar: 3 };

const TYPE_BIT: Readonly<Record<Exclude<FieldType, 'b'>, number>> = { n: 1, an: 2, ans: 4 };

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
const isPrintable = (code: number): boolean => code >= 0x20 && code <= 0x7e;

const bitsOf = (code: number): number => {
  if (isDigit(code)) return TYPE_BIT.n | TYPE_BIT.an | TYPE_BIT.ans;
  if (isLetter(code)) return TYPE_BIT.an | TYPE_BIT.ans;
  return isPrintable(code) ? TYPE_BIT.ans : 0;
};

/** A table, since each character of each message is looked up in it. */
const CLASSES = Uint8Array.from({ length: 256 }, (_, code) => bitsOf(code));

/** Whether a field of this type may hold the character; a code above 255 never fits. */
export const fits = (code: number, type: Exclude<FieldType, 'b'>): boolean => ((CLASSES[code] ?? 0) & TYPE_BIT[type]) !== 0;
