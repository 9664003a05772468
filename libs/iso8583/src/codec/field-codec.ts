import { FIELDS_87 } from '../fields-87.data.js';
import { MessageFormatError } from '../format-error.js';
import { fieldName } from '../message.js';
import type { DigitEncoding, FieldOverride, WireFormat } from '../wire-format.js';
import { type Attribute, isPadded, parseAttribute } from './attribute.js';
import { bcdCodec, byteCodec, characterCodec, type Input, signedCodec, spaceOf, type UnitCodec } from './unit-codec.js';

/** Writes and reads one field. Both answer the offset behind it. */
export interface FieldCodec {
  readonly number: number;
  readonly name: string;
  readonly write: (bytes: Uint8Array, offset: number, value: string) => number;
  readonly read: (input: Input, offset: number, into: Record<string, string>) => number;
}

const PREFIX_DIGITS = { llvar: 2, lllvar: 3 } as const;

/** The fields that a profile knows, by number; `number` is 2 to 128. Throws RangeError on what is no form of a field. */
export const compileFields = (format: WireFormat): readonly (FieldCodec | undefined)[] =>
  Array.from({ length: 129 }, (_, number) => {
    const override = format.fields[number] ?? {};
    const notation = override.attribute ?? FIELDS_87[number];
    return notation === undefined ? undefined : compileField(format, number, { ...override, attribute: notation });
  });

type Field = FieldOverride & { readonly attribute: string };

const compileField = (format: WireFormat, number: number, field: Field): FieldCodec => {
  const attribute = parseAttribute(field.attribute);
  const content = contentCodec(format, number, field);
  return attribute.format === 'fixed'
    ? fixedField(number, attribute, { content, space: spaceOf(format.packing.text) })
    : variableField(number, attribute, { content, prefix: prefixCodec(format, number, field) });
};

const contentCodec = ({ packing }: WireFormat, number: number, field: Field): UnitCodec => {
  const { type } = parseAttribute(field.attribute);
  const asText = (encoding: Field['encoding']): 'ascii' | 'ebcdic' =>
    encoding === 'ascii' || encoding === 'ebcdic' ? encoding : packing.text;
  if (type === 'b') return byteCodec(bytesAs(field.encoding, packing.bytes), packing.text, number);
  if (type !== 'n' && type !== 'z' && type !== 'x+n') return characterCodec(asText(field.encoding), type, number);
  const encoding = digitsAs(field.encoding, packing.digits);
  const padding = field.bcdPadding ?? packing.bcdPadding;
  const digits =
    encoding === 'bcd'
      ? bcdCodec(padding, type === 'z' ? 15 : 9, number)
      : characterCodec(encoding, type === 'z' ? 'ans' : 'n', number);
  return type === 'x+n' ? signedCodec(characterCodec(packing.text, 'an', number), digits) : digits;
};

const digitsAs = (encoding: Field['encoding'], otherwise: DigitEncoding): DigitEncoding =>
  encoding === 'ascii' || encoding === 'ebcdic' || encoding === 'bcd' ? encoding : otherwise;

const bytesAs = (encoding: Field['encoding'], otherwise: 'binary' | 'hex'): 'binary' | 'hex' =>
  encoding === 'binary' || encoding === 'hex' ? encoding : otherwise;

const prefixCodec = ({ packing }: WireFormat, number: number, { lengthEncoding }: Field): UnitCodec => {
  const encoding = lengthEncoding ?? packing.lengths;
  return encoding === 'bcd' ? bcdCodec('left-0', 9, number) : characterCodec(encoding, 'n', number);
};

type FixedParts = { readonly content: UnitCodec; readonly space: number };

const fixedField = (number: number, attribute: Attribute, { content, space }: FixedParts): FieldCodec => {
  const { length } = attribute;
  const size = content.sizeOf(length);
  const name = fieldName(number);
  const padded = isPadded(attribute);
  return {
    number,
    name,
    write: (bytes, offset, value) => {
      const units = content.unitsOf(value);
      if (padded ? units > length : units !== length) throw new MessageFormatError('bad_length', number, offset);
      // A space at the end would be lost among the padding.
      if (padded && value.endsWith(' ')) throw new MessageFormatError('bad_character', number, offset + units - 1);
      content.write(bytes, offset, value);
      if (padded) bytes.fill(space, offset + units, offset + length);
      return offset + size;
    },
    read: (input, offset, into) => {
      if (offset + size > input.bytes.length) throw new MessageFormatError('truncated', number, input.bytes.length);
      const value = content.read(input, offset, length);
      into[name] = padded ? value.trimEnd() : value;
      return offset + size;
    },
  };
};

type VariableParts = { readonly content: UnitCodec; readonly prefix: UnitCodec };

const variableField = (number: number, attribute: Attribute, { content, prefix }: VariableParts): FieldCodec => {
  const prefixDigits = attribute.format === 'llvar' ? PREFIX_DIGITS.llvar : PREFIX_DIGITS.lllvar;
  const prefixSize = prefix.sizeOf(prefixDigits);
  const name = fieldName(number);
  const truncated = ({ bytes }: Input): MessageFormatError => new MessageFormatError('truncated', number, bytes.length);
  return {
    number,
    name,
    write: (bytes, offset, value) => {
      const units = content.unitsOf(value);
      if (!Number.isInteger(units) || units < 1 || units > attribute.length) {
        throw new MessageFormatError('bad_length', number, offset);
      }
      prefix.write(bytes, offset, String(units).padStart(prefixDigits, '0'));
      content.write(bytes, offset + prefixSize, value);
      return offset + prefixSize + content.sizeOf(units);
    },
    read: (input, offset, into) => {
      const start = offset + prefixSize;
      if (start > input.bytes.length) throw truncated(input);
      const units = Number(prefix.read(input, offset, prefixDigits));
      if (units > attribute.length) throw new MessageFormatError('bad_length', number, offset);
      const end = start + content.sizeOf(units);
      if (end > input.bytes.length) throw truncated(input);
      into[name] = content.read(input, start, units);
      return end;
    },
  };
};
