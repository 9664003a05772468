import fc from 'fast-check';
import { FIELDS_87 } from '../fields-87.data.js';
import { MessageFormatError } from '../format-error.js';
import { fieldName, type Message } from '../message.js';
import { FORMATS } from '../testing/formats.js';
import type { WireFormat } from '../wire-format.js';
import { type Attribute, isPadded, parseAttribute } from './attribute.js';
import { compileCodec } from './codec.js';

const DIGITS = '0123456789';
const LETTERS = 'ABCXYZabcxyz';
const ALPHABET = {
  n: DIGITS,
  an: DIGITS + LETTERS,
  anp: `${DIGITS}${LETTERS} `,
  ans: `${DIGITS}${LETTERS} ~!-_@`,
  b: '0123456789abcdef',
  z: `${DIGITS}=`,
  'x+n': DIGITS,
};

const lengthsOf = (attribute: Attribute): { minLength: number; maxLength: number } => {
  if (attribute.format !== 'fixed') return { minLength: 1, maxLength: Math.min(attribute.length, 120) };
  return { minLength: isPadded(attribute) ? 0 : attribute.length, maxLength: attribute.length };
};

const anyValue = (attribute: Attribute): fc.Arbitrary<string> => {
  const { type } = attribute;
  const lengths = lengthsOf(attribute);
  if (type === 'b') {
    return fc.uint8Array(lengths).map((bytes) => Buffer.from(bytes).toString('hex'));
  }
  const text = fc.string({ unit: fc.constantFrom(...ALPHABET[type]), ...lengths });
  if (type === 'x+n') return text.map((digits) => `C${digits}`);
  return text.map((value) => (isPadded(attribute) ? value.trimEnd() : value));
};

const anyMessage = (format: WireFormat): fc.Arbitrary<Message> => {
  const fields = Object.entries(FIELDS_87).map(([number, notation]) => {
    const attribute = parseAttribute(format.fields[number]?.attribute ?? notation);
    return [fieldName(Number(number)), anyValue(attribute)] as const;
  });
  return fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...DIGITS), minLength: 4, maxLength: 4 }),
      fc.subarray(fields, { maxLength: 24 }).chain((chosen) => fc.record(Object.fromEntries(chosen))),
    )
    .map(([mti, content]) => ({ ...content, mti }));
};

const orFormatError = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    expect(error).toBeInstanceOf(MessageFormatError);
    return undefined;
  }
};

describe.each(FORMATS)('pack and unpack, %s', (_name, format) => {
  const { pack, unpack, encode, decoder } = compileCodec(format);
  const messages = anyMessage(format);

  it('are inverses for every message', () => {
    fc.assert(fc.property(messages, (message) => expect(unpack(pack(message))).toEqual({ ...message })));
  });

  it('refuse a message cut anywhere', () => {
    fc.assert(
      fc.property(messages, fc.nat(), (message, cut) => {
        const bytes = pack(message);
        expect(() => unpack(bytes.subarray(0, cut % bytes.length))).toThrow(MessageFormatError);
      }),
    );
  });

  it('refuse whatever follows a message', () => {
    fc.assert(
      fc.property(messages, fc.uint8Array({ minLength: 1, maxLength: 20 }), (message, more) => {
        expect(() => unpack(Uint8Array.of(...pack(message), ...more))).toThrow(MessageFormatError);
      }),
    );
  });

  it('S9: meet garbage with a typed error, never another one', () => {
    const anyGarbage = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.tuple(messages, fc.nat(), fc.nat(255)).map(([message, at, value]) => {
        const bytes = pack(message);
        bytes[at % bytes.length] = value;
        return bytes;
      }),
    );
    fc.assert(
      fc.property(anyGarbage, (bytes) => orFormatError(() => unpack(bytes)) !== null),
      { numRuns: 500 },
    );
  });

  it('give back the same messages however the stream was cut', () => {
    fc.assert(
      fc.property(
        fc.array(messages, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        (sent, sizes) => {
          const stream = Uint8Array.from(sent.flatMap((message) => [...encode(message)]));
          const decoding = decoder();
          const received: Message[] = [];
          for (let at = 0, turn = 0; at < stream.length; turn++) {
            const size = sizes[turn % sizes.length] ?? 1;
            received.push(...decoding.push(stream.slice(at, at + size)).map(unpack));
            at += size;
          }
          expect(received).toEqual(sent.map((message) => ({ ...message })));
        },
      ),
      { numRuns: 40 },
    );
  });
});
