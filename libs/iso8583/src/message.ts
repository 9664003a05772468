import { FIELD_NUMBERS, type FieldName, type NamedField } from './field-names.data.js';

/** One ISO 8583 message: its type and the elements present, as text without padding, whatever the encoding on the wire. Amounts are
 *  digits of minor units, bytes are lower-case hexadecimal digits. It may hold a PAN and a CVC: never log one whole. */
export type Message = { readonly mti: string } & { readonly [Name in NamedField]?: string | undefined } & {
  readonly [Other in `de${number}`]?: string | undefined;
};

const NAMES: ReadonlyMap<number, FieldName> = new Map(
  Object.entries(FIELD_NUMBERS).map(([name, number]) => [number, name as NamedField]),
);

/** What element `number` is called in a `Message`. */
export const fieldName = (number: number): FieldName => NAMES.get(number) ?? `de${number}`;

/** What it is called in code, or `de` and its number. */
export const isFieldName = (text: string): text is FieldName =>
  Object.hasOwn(FIELD_NUMBERS, text) || /^de([2-9]|[1-9]\d|1[01]\d|12[0-8])$/.test(text);
