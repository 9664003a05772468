import { MessageFormatError } from './format-error.js';

const PREFIX_LENGTH = 2;

/** The longest message taken off a link, in bytes. Ours stay below 400; what is longer is not ISO 8583. */
export const MAX_FRAME_LENGTH = 4096;

/** A message behind its length: two bytes, big-endian, themselves not counted, as acquirers' TCP links have it. */
export const encodeFrame = (message: Uint8Array): Uint8Array => {
  if (message.length < 1 || message.length > MAX_FRAME_LENGTH) throw new MessageFormatError('bad_length', 'frame', 0);
  const frame = new Uint8Array(PREFIX_LENGTH + message.length);
  frame[0] = message.length >> 8;
  frame[1] = message.length & 0xff;
  frame.set(message, PREFIX_LENGTH);
  return frame;
};

/** Cuts a TCP stream into messages, however it was chunked. One per link; after an error the link is lost, since nobody knows
 *  where the next message starts. */
export class FrameDecoder {
  private rest = new Uint8Array(0);

  /** Messages that the chunk completes, in order: views into the chunk, to be read before the next one.
   *  Throws MessageFormatError on a length of zero or above MAX_FRAME_LENGTH. */
  push(chunk: Uint8Array): Uint8Array[] {
    const bytes = this.rest.length === 0 ? chunk : joined(this.rest, chunk);
    const messages: Uint8Array[] = [];
    let offset = 0;
    while (bytes.length - offset >= PREFIX_LENGTH) {
      const end = offset + PREFIX_LENGTH + lengthAt(bytes, offset);
      if (end > bytes.length) break;
      messages.push(bytes.subarray(offset + PREFIX_LENGTH, end));
      offset = end;
    }
    this.rest = bytes.slice(offset);
    return messages;
  }
}

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
};

const lengthAt = (bytes: Uint8Array, offset: number): number => {
  const length = ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
  if (length < 1 || length > MAX_FRAME_LENGTH) throw new MessageFormatError('bad_length', 'frame', offset);
  return length;
};
