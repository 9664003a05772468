import { MessageFormatError } from '../format-error.js';
import type { Framing } from '../wire-format.js';

const ZERO = 0x30;

/** Puts a message that is written already behind its length and header. */
export interface FrameEncoder {
  /** Bytes before the message. */
  readonly overhead: number;
  /** Fills them in; `bytes` holds the message behind them. Throws MessageFormatError on a message that no frame holds. */
  write(bytes: Uint8Array, messageLength: number): void;
}

/** Cuts a TCP stream into messages, however it was chunked. One a connection. */
export interface FrameDecoder {
  /** Messages that the chunk completes, in order, without their headers: views into the chunk, to be read before the next one. Empty
   *  frames, which some acquirers send to keep a connection alive, are passed over. Throws MessageFormatError on what is no length:
   *  nobody knows where the next message starts, and the connection is lost. */
  push(chunk: Uint8Array): Uint8Array[];
}

interface LengthCodec {
  readonly size: number;
  write(bytes: Uint8Array, length: number): void;
  /** -1 where the bytes are no length. */
  read(bytes: Uint8Array, offset: number): number;
}

const binaryLength = (size: 2 | 4): LengthCodec => ({
  size,
  write: (bytes, length) => {
    for (let index = 0; index < size; index++) bytes[index] = (length >>> (8 * (size - 1 - index))) & 0xff;
  },
  read: (bytes, offset) => {
    let length = 0;
    for (let index = 0; index < size; index++) length = length * 256 + (bytes[offset + index] ?? 0);
    return length;
  },
});

const decimalLength = (size: number): LengthCodec => ({
  size,
  write: (bytes, length) => {
    const digits = String(length).padStart(size, '0');
    for (let index = 0; index < size; index++) bytes[index] = digits.charCodeAt(index);
  },
  read: (bytes, offset) => {
    let length = 0;
    for (let index = 0; index < size; index++) {
      const digit = (bytes[offset + index] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) return -1;
      length = length * 10 + digit;
    }
    return length;
  },
});

const LENGTHS: Readonly<Record<Framing['length'], LengthCodec>> = {
  'binary-2': binaryLength(2),
  'binary-4': binaryLength(4),
  'ascii-4': decimalLength(4),
};

/** Both ways of a framing. */
export const compileFraming = (framing: Framing): FrameEncoder & { decoder(): FrameDecoder } => {
  const length = LENGTHS[framing.length];
  const header = Uint8Array.from(framing.header.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const counted = header.length + (framing.countsItself ? length.size : 0);
  return {
    overhead: length.size + header.length,
    write: (bytes, messageLength) => {
      if (messageLength < 1 || messageLength > framing.maxLength) throw new MessageFormatError('bad_length', 'frame', 0);
      length.write(bytes, messageLength + counted);
      bytes.set(header, length.size);
    },
    decoder: () => new StreamDecoder(framing, length, header.length),
  };
};

class StreamDecoder implements FrameDecoder {
  private rest = new Uint8Array(0);

  constructor(
    private readonly framing: Framing,
    private readonly length: LengthCodec,
    private readonly headerSize: number,
  ) {}

  push(chunk: Uint8Array): Uint8Array[] {
    const bytes = this.rest.length === 0 ? chunk : joined(this.rest, chunk);
    const { size } = this.length;
    const messages: Uint8Array[] = [];
    let offset = 0;
    while (bytes.length - offset >= size) {
      const end = offset + size + this.lengthAt(bytes, offset);
      if (end > bytes.length) break;
      // A frame too short for its header is a message nobody can read: it costs itself, not the link.
      if (end > offset + size) messages.push(bytes.subarray(Math.min(offset + size + this.headerSize, end), end));
      offset = end;
    }
    this.rest = bytes.slice(offset);
    return messages;
  }

  /** Of what follows the length. */
  private lengthAt(bytes: Uint8Array, offset: number): number {
    const said = this.length.read(bytes, offset);
    // An empty frame may say nothing, or its own bytes.
    const length = said > 0 && this.framing.countsItself ? said - this.length.size : said;
    if (length < 0 || length > this.framing.maxLength + this.headerSize)
      throw new MessageFormatError('bad_length', 'frame', offset);
    return length;
  }
}

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
};
