import fc from 'fast-check';
import type { FieldSpec } from './field.js';
import { MessageFormatError } from './format-error.js';
import { encodeFrame, FrameDecoder } from './frame.js';
import type { Message } from './message.js';
import { pack } from './pack.js';
import { SPEC_87 } from './spec-87.js';
import { unpack } from './unpack.js';

const DIGITS = '0123456789';
const LETTERS = 'ABCXYZabcxyz';
const ALPHABET = { n: DIGITS, an: DIGITS + LETTERS, ans: `${DIGITS}${LETTERS} ~!-_@`, b: '0123456789abcdef' };

const anyValue = (field: FieldSpec): fc.Arbitrary<string> => {
  const size = field.type === 'b' ? field.length * 2 : field.length;
  const isPadded = field.format === 'fixed' && field.type === 'ans';
  const minLength = field.format === 'fixed' && !isPadded ? size : isPadded ? 0 : 1;
  return fc
    .string({ unit: fc.constantFrom(...ALPHABET[field.type]), minLength, maxLength: size })
    .map((text) => (isPadded ? text.trimEnd() : text));
};

const anyMessage: fc.Arbitrary<Message> = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...DIGITS), minLength: 4, maxLength: 4 }),
    fc.record(Object.fromEntries(SPEC_87.map((field) => [field.name, anyValue(field)])), { requiredKeys: [] }),
  )
  .map(([mti, fields]) => ({ ...fields, mti }));

const orFormatError = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    expect(error).toBeInstanceOf(MessageFormatError);
    return undefined;
  }
};

describe('pack and unpack', () => {
  it('are inverses for every message', () => {
    fc.assert(fc.property(anyMessage, (message) => expect(unpack(pack(message))).toEqual({ ...message })));
  });

  it('refuse a message cut anywhere', () => {
    fc.assert(
      fc.property(anyMessage, fc.nat(), (message, cut) => {
        const bytes = pack(message);
        expect(() => unpack(bytes.subarray(0, cut % bytes.length))).toThrow(MessageFormatError);
      }),
    );
  });

  it('refuse whatever follows a message', () => {
    fc.assert(
      fc.property(anyMessage, fc.uint8Array({ minLength: 1, maxLength: 20 }), (message, more) => {
        expect(() => unpack(Uint8Array.of(...pack(message), ...more))).toThrow(MessageFormatError);
      }),
    );
  });

  it('S9: meet garbage with a typed error, never another one', () => {
    const anyGarbage = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.tuple(anyMessage, fc.nat(), fc.nat(255)).map(([message, at, value]) => {
        const bytes = pack(message);
        bytes[at % bytes.length] = value;
        return bytes;
      }),
    );
    fc.assert(
      fc.property(anyGarbage, (bytes) => orFormatError(() => unpack(bytes)) !== null),
      { numRuns: 2000 },
    );
  });
});

describe('FrameDecoder', () => {
  it('gives back the same messages however the stream was cut', () => {
    const anyFrames = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 8 });
    fc.assert(
      fc.property(anyFrames, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (messages, sizes) => {
        const stream = Uint8Array.from(messages.flatMap((message) => [...encodeFrame(message)]));
        const decoder = new FrameDecoder();
        const decoded: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < stream.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          decoded.push(...decoder.push(stream.slice(at, at + size)));
          at += size;
        }
        expect(decoded.map((each) => [...each])).toEqual(messages.map((each) => [...each]));
      }),
    );
  });
});
