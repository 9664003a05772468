import { type FieldSpec, fits, PREFIX_DIGITS } from './field.js';
import { MessageFormatError } from './format-error.js';
import type { Message } from './message.js';
import { SPEC_87 } from './spec-87.js';

const MTI_LENGTH = 4;
const BITMAP_LENGTH = 8;
const BY_NUMBER: readonly (FieldSpec | undefined)[] = Array.from({ length: 129 }, (_, number) =>
  SPEC_87.find((field) => field.number === number),
);

type Input = { readonly bytes: Uint8Array; readonly text: string };
type Extent = { readonly start: number; readonly end: number };

/** Reads one whole message. Throws MessageFormatError, which names the element and the offset, when the bytes end early, go on
 *  after the last element, hold a character or length the element may not have, or set a bit for an element we do not know:
 *  its length is unknown too, so that nothing behind it could be read. */
export const unpack = (bytes: Uint8Array): Message => {
  const input: Input = { bytes, text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1') };
  const message: { mti: string; [name: string]: string } = { mti: readMti(input) };
  const bitmapEnd = endOfBitmap(bytes);
  let offset = bitmapEnd;
  for (let number = 2; number <= (bitmapEnd - MTI_LENGTH) * 8; number++) {
    if (!isSet(bytes, number)) continue;
    const field = BY_NUMBER[number];
    if (field === undefined) throw new MessageFormatError('unknown_field', number, offset);
    const extent = extentOf(input, field, offset);
    message[field.name] = readField(input, field, extent);
    offset = extent.end;
  }
  if (offset !== bytes.length) throw new MessageFormatError('trailing_bytes', 'end', offset);
  return message;
};

const readMti = (input: Input): string => {
  if (input.bytes.length < MTI_LENGTH) throw new MessageFormatError('truncated', 'mti', input.bytes.length);
  return readCharacters(input, { start: 0, end: MTI_LENGTH }, { type: 'n', place: 'mti' });
};

const isSet = (bytes: Uint8Array, number: number): boolean =>
  ((bytes[MTI_LENGTH + ((number - 1) >> 3)] ?? 0) & (0x80 >> ((number - 1) & 7))) !== 0;

const endOfBitmap = (bytes: Uint8Array): number => {
  const end = MTI_LENGTH + (isSet(bytes, 1) ? 2 : 1) * BITMAP_LENGTH;
  if (bytes.length < end) throw new MessageFormatError('truncated', 'bitmap', bytes.length);
  return end;
};

const extentOf = (input: Input, field: FieldSpec, offset: number): Extent => {
  const start = offset + PREFIX_DIGITS[field.format];
  const length = field.format === 'fixed' ? field.length : readLength(input, field, offset);
  if (start + length > input.bytes.length) throw new MessageFormatError('truncated', field.number, input.bytes.length);
  return { start, end: start + length };
};

const readLength = (input: Input, field: FieldSpec, offset: number): number => {
  const prefix = { start: offset, end: offset + PREFIX_DIGITS[field.format] };
  if (prefix.end > input.bytes.length) throw new MessageFormatError('truncated', field.number, input.bytes.length);
  const length = Number(readCharacters(input, prefix, { type: 'n', place: field.number }));
  if (length < 1 || length > field.length) throw new MessageFormatError('bad_length', field.number, offset);
  return length;
};

const readField = (input: Input, field: FieldSpec, extent: Extent): string => {
  if (field.type === 'b') return Buffer.from(input.bytes.subarray(extent.start, extent.end)).toString('hex');
  const value = readCharacters(input, extent, { type: field.type, place: field.number });
  return field.format === 'fixed' && field.type === 'ans' ? value.trimEnd() : value;
};

type Expected = { readonly type: Exclude<FieldSpec['type'], 'b'>; readonly place: number | 'mti' };

const readCharacters = (input: Input, { start, end }: Extent, { type, place }: Expected): string => {
  for (let offset = start; offset < end; offset++) {
    if (!fits(input.bytes[offset] ?? 0, type)) throw new MessageFormatError('bad_character', place, offset);
  }
  return input.text.slice(start, end);
};
