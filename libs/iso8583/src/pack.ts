import { type FieldSpec, fits, PREFIX_DIGITS } from './field.js';
import { MessageFormatError } from './format-error.js';
import type { Message } from './message.js';
import { SPEC_87 } from './spec-87.js';

const MTI_LENGTH = 4;
const BITMAP_LENGTH = 8;
const LAST_PRIMARY_FIELD = 64;
const ZERO = 0x30;
const SPACE = 0x20;
const FIELDS: readonly (FieldSpec & { readonly name: keyof Message })[] = SPEC_87;

type Present = { readonly field: FieldSpec; readonly value: string };

/** Writes a message as MTI in ASCII, binary bitmap of 8 or 16 bytes, and its elements in order.
 *  `ans` of fixed length is padded with spaces on the right; all else must have its exact form, so that unpack(pack(m)) = m.
 *  Throws MessageFormatError. The bytes are a fresh array: nothing of a card stays in a shared buffer. */
export const pack = (message: Message): Uint8Array => {
  const present = presentFields(message);
  const hasSecondary = (present.at(-1)?.field.number ?? 0) > LAST_PRIMARY_FIELD;
  const start = MTI_LENGTH + (hasSecondary ? 2 : 1) * BITMAP_LENGTH;
  const bytes = new Uint8Array(present.reduce((length, { field, value }) => length + wireLength(field, value), start));
  if (message.mti.length !== MTI_LENGTH) throw new MessageFormatError('bad_length', 'mti', 0);
  writeCharacters(bytes, { text: message.mti, offset: 0, type: 'n', place: 'mti' });
  if (hasSecondary) setBit(bytes, 1);
  let offset = start;
  for (const { field, value } of present) {
    setBit(bytes, field.number);
    offset = writeField(bytes, { field, value, offset });
  }
  return bytes;
};

const presentFields = (message: Message): Present[] => {
  const present: Present[] = [];
  for (const field of FIELDS) {
    const value = message[field.name];
    if (value !== undefined) present.push({ field, value });
  }
  return present;
};

const setBit = (bytes: Uint8Array, number: number): void => {
  const at = MTI_LENGTH + ((number - 1) >> 3);
  bytes[at] = (bytes[at] ?? 0) | (0x80 >> ((number - 1) & 7));
};

const bodyLength = (field: FieldSpec, value: string): number => (field.type === 'b' ? value.length / 2 : value.length);

const wireLength = (field: FieldSpec, value: string): number =>
  field.format === 'fixed' ? field.length : PREFIX_DIGITS[field.format] + bodyLength(field, value);

const hasValidLength = (field: FieldSpec, length: number): boolean => {
  if (field.format !== 'fixed') return length >= 1 && length <= field.length;
  return field.type === 'ans' ? length <= field.length : length === field.length;
};

type FieldToWrite = Present & { readonly offset: number };

const writeField = (bytes: Uint8Array, { field, value, offset }: FieldToWrite): number => {
  const length = bodyLength(field, value);
  if (!hasValidLength(field, length)) throw new MessageFormatError('bad_length', field.number, offset);
  const body = writePrefix(bytes, { field, length, offset });
  if (field.type === 'b') return writeHex(bytes, { field, value, offset: body });
  const end = writeCharacters(bytes, { text: value, offset: body, type: field.type, place: field.number });
  if (field.format !== 'fixed' || field.type !== 'ans') return end;
  // A space at the end would be lost among the padding.
  if (value.endsWith(' ')) throw new MessageFormatError('bad_character', field.number, end - 1);
  bytes.fill(SPACE, end, body + field.length);
  return body + field.length;
};

const writePrefix = (
  bytes: Uint8Array,
  at: { readonly field: FieldSpec; readonly length: number; readonly offset: number },
): number => {
  const digits = PREFIX_DIGITS[at.field.format];
  let rest = at.length;
  for (let index = at.offset + digits - 1; index >= at.offset; index--) {
    bytes[index] = ZERO + (rest % 10);
    rest = Math.trunc(rest / 10);
  }
  return at.offset + digits;
};

type Characters = {
  readonly text: string;
  readonly offset: number;
  readonly type: Exclude<FieldSpec['type'], 'b'>;
  readonly place: number | 'mti';
};

const writeCharacters = (bytes: Uint8Array, { text, offset, type, place }: Characters): number => {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (!fits(code, type)) throw new MessageFormatError('bad_character', place, offset + index);
    bytes[offset + index] = code;
  }
  return offset + text.length;
};

const HEX_BYTE = /^[0-9a-f]{2}$/;

const writeHex = (bytes: Uint8Array, { field, value, offset }: FieldToWrite): number => {
  for (let index = 0; index < value.length / 2; index++) {
    const digits = value.slice(index * 2, index * 2 + 2);
    if (!HEX_BYTE.test(digits)) throw new MessageFormatError('bad_character', field.number, offset + index);
    bytes[offset + index] = Number.parseInt(digits, 16);
  }
  return offset + value.length / 2;
};
