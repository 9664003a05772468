import { MessageFormatError } from '../format-error.js';
import type { Message } from '../message.js';
import type { Packing, WireFormat } from '../wire-format.js';
import { compileFields, type FieldCodec } from './field-codec.js';
import { compileFraming, type FrameDecoder, type FrameEncoder } from './frame.js';
import { bcdCodec, byteCodec, characterCodec, type Input, type UnitCodec } from './unit-codec.js';

const TYPE_DIGITS = 4;
const BITMAP_BYTES = 8;
const LAST_PRIMARY_FIELD = 64;
/** No message is longer than its frame may be, and no frame longer than this. */
const SCRATCH_BYTES = 64 * 1024;

/** Writes and reads the messages of one acquirer. */
export interface Codec {
  /** Throws MessageFormatError on what does not fit: unpack(pack(m)) = m. The bytes are a fresh array, and nothing of them stays in
   *  a buffer of ours: they may hold a card. */
  pack(message: Message): Uint8Array;
  /** Reads one whole message. Throws MessageFormatError, which names element and offset and never content, when the bytes end early,
   *  go on after the last element, hold a character or length that an element may not have, or an element that the profile does not
   *  know: its length is unknown too, so that nothing behind it could be read. Free text (`ans`) is kept as it came. */
  unpack(bytes: Uint8Array): Message;
  /** `pack`, behind length and header, ready for the link. */
  encode(message: Message): Uint8Array;
  /** One for each connection. */
  decoder(): FrameDecoder;
}

interface Plan {
  readonly type: UnitCodec;
  readonly typeSize: number;
  readonly bitmap: UnitCodec;
  readonly fields: readonly (FieldCodec | undefined)[];
  readonly known: readonly FieldCodec[];
}

/** Makes the codec of a wire format, once: every message then goes by tables. Throws RangeError on a format that is none. */
export const compileCodec = (format: WireFormat): Codec => {
  const plan = planOf(format);
  const framing = compileFraming(format.framing);
  const scratch = new Uint8Array(SCRATCH_BYTES);
  return {
    pack: (message) => packed(plan, { scratch, message, framing: undefined }),
    unpack: (bytes) => unpacked(plan, bytes),
    encode: (message) => packed(plan, { scratch, message, framing }),
    decoder: () => framing.decoder(),
  };
};

const planOf = (format: WireFormat): Plan => {
  const { packing } = format;
  const type = typeCodec(packing);
  const fields = compileFields(format);
  return {
    type,
    typeSize: type.sizeOf(TYPE_DIGITS),
    bitmap: byteCodec(packing.bitmap, packing.text, 1),
    fields,
    known: fields.filter((field) => field !== undefined),
  };
};

const typeCodec = ({ type }: Packing): UnitCodec =>
  type === 'bcd' ? bcdCodec('left-0', 9, 'mti') : characterCodec(type, 'n', 'mti');

interface Job {
  readonly scratch: Uint8Array;
  readonly message: Message;
  readonly framing: FrameEncoder | undefined;
}

const packed = (plan: Plan, { scratch, message, framing }: Job): Uint8Array => {
  const start = framing?.overhead ?? 0;
  let end = scratch.length;
  try {
    end = writeMessage(plan, scratch.subarray(start), message) + start;
    framing?.write(scratch, end - start);
    return scratch.slice(0, end);
  } finally {
    scratch.fill(0, 0, end);
  }
};

const writeMessage = (plan: Plan, bytes: Uint8Array, message: Message): number => {
  if (message.mti.length !== TYPE_DIGITS) throw new MessageFormatError('bad_length', 'mti', 0);
  plan.type.write(bytes, 0, message.mti);
  const content: Readonly<Record<string, string | undefined>> = message;
  const present = plan.known.filter(({ name }) => content[name] !== undefined);
  const bits = new Uint8Array(BITMAP_BYTES * ((present.at(-1)?.number ?? 0) > LAST_PRIMARY_FIELD ? 2 : 1));
  if (bits.length > BITMAP_BYTES) setBit(bits, 1);
  let offset = plan.typeSize + plan.bitmap.sizeOf(bits.length);
  for (const field of present) {
    setBit(bits, field.number);
    offset = field.write(bytes, offset, content[field.name] ?? '');
  }
  if (offset > bytes.length) throw new MessageFormatError('bad_length', 'end', offset);
  plan.bitmap.write(bytes, plan.typeSize, hexOf(bits));
  return offset;
};

const setBit = (bits: Uint8Array, number: number): void => {
  const at = (number - 1) >> 3;
  bits[at] = (bits[at] ?? 0) | (0x80 >> ((number - 1) & 7));
};

const hexOf = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
};

const unpacked = (plan: Plan, bytes: Uint8Array): Message => {
  const input: Input = { bytes, text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1') };
  if (bytes.length < plan.typeSize) throw new MessageFormatError('truncated', 'mti', bytes.length);
  const message: { mti: string; [name: string]: string } = { mti: plan.type.read(input, 0, TYPE_DIGITS) };
  const bits = readBitmap(plan, input);
  let offset = plan.typeSize + plan.bitmap.sizeOf(bits.length / 2);
  for (const number of numbersOf(bits)) {
    const field = plan.fields[number];
    if (field === undefined) throw new MessageFormatError('unknown_field', number, offset);
    offset = field.read(input, offset, message);
  }
  if (offset !== bytes.length) throw new MessageFormatError('trailing_bytes', 'end', offset);
  return message;
};

/** One or two bitmaps, in hexadecimal digits. */
const readBitmap = ({ bitmap, typeSize }: Plan, input: Input): string => {
  const size = bitmap.sizeOf(BITMAP_BYTES);
  if (typeSize + size > input.bytes.length) throw new MessageFormatError('truncated', 'bitmap', input.bytes.length);
  const primary = bitmap.read(input, typeSize, BITMAP_BYTES);
  if (Number.parseInt(primary[0] ?? '0', 16) < 8) return primary;
  if (typeSize + size * 2 > input.bytes.length) throw new MessageFormatError('truncated', 'bitmap', input.bytes.length);
  return primary + bitmap.read(input, typeSize + size, BITMAP_BYTES);
};

/** The fields that a bitmap announces; messages of a kind have the same bitmap, so that it is read once. */
const numbersOf = (bits: string): readonly number[] => {
  const known = BITMAPS.get(bits);
  if (known !== undefined) return known;
  const numbers: number[] = [];
  for (let number = 2; number <= bits.length * 4; number++) {
    const digit = Number.parseInt(bits[(number - 1) >> 2] ?? '0', 16);
    if ((digit & (8 >> ((number - 1) & 3))) !== 0) numbers.push(number);
  }
  if (BITMAPS.size < MAX_BITMAPS) BITMAPS.set(bits, numbers);
  return numbers;
};

const BITMAPS = new Map<string, readonly number[]>();
const MAX_BITMAPS = 256;
