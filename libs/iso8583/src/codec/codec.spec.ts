import { MessageFormatError } from '../format-error.js';
import type { Message } from '../message.js';
import { ISO87_ASCII } from '../profiles/iso87-ascii.data.js';
import { ISO87_BCD } from '../profiles/iso87-bcd.data.js';
import { FORMATS } from '../testing/formats.js';
import { compileCodec } from './codec.js';

const { pack, unpack, encode } = compileCodec(ISO87_ASCII.wire);
const bcd = compileCodec(ISO87_BCD.wire);
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const authorizationRequest: Message = {
  mti: '0100',
  pan: '4111111111111111',
  processingCode: '000000',
  amount: '000000005426',
  transmissionTime: '1123195200',
  stan: '000042',
  expiry: '3012',
  rrn: '632700000042',
  terminalId: 'TG01',
  merchantId: 'mer_demo',
  currency: '840',
};

const problemOf = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    if (error instanceof MessageFormatError) return { problem: error.problem, place: error.place, offset: error.offset };
    throw error;
  }
  return 'none';
};

describe('pack', () => {
  it('writes type, binary bitmap and elements in order', () => {
    const bytes = pack(authorizationRequest);
    expect(latin1(bytes.subarray(0, 4))).toBe('0100');
    expect(hex(bytes.subarray(4, 12))).toBe('7224000008c08000');
    expect(latin1(bytes.subarray(12))).toBe(
      '164111111111111111000000000000005426112319520000004230126327000000' + '42TG01    mer_demo       840',
    );
  });

  it('A13: writes the same in BCD, behind a TPDU, when a profile says so', () => {
    expect(hex(bcd.encode({ ...authorizationRequest, pan: '378282246310005', merchantId: undefined }))).toBe(
      `00416000030000` + // length, TPDU
        `01007224000008808000` + // type, bitmap
        `15378282246310005f` + // 2: fifteen digits and a filler
        `000000` + // 3
        `000000005426` + // 4
        `1123195200` + // 7
        `000042` + // 11
        `3012` + // 14
        hex(Buffer.from('632700000042')) + // 37
        hex(Buffer.from('TG01    ')) + // 41
        `0840`, // 49: a zero and three digits
    );
  });

  it('A13: writes the bitmap in hexadecimal digits, and all in EBCDIC', () => {
    const message = { mti: '0800', stan: '000001', networkManagementCode: '301', authenticationCode: 'c1c2c3c4c5c6c7c8' };
    const [, format] = FORMATS.find(([name]) => name === 'hexadecimal') ?? [];
    const [, ebcdic] = FORMATS.find(([name]) => name === 'EBCDIC') ?? [];
    if (format === undefined || ebcdic === undefined) throw new Error('no such format');
    expect(latin1(compileCodec(format).pack(message))).toBe('0800802000000000000104000000000000000' + '00001C1C2C3C4C5C6C7C8301');
    expect(hex(compileCodec(ebcdic).pack({ mti: '0800', terminalId: 'A' }))).toBe('f0f8f0f00000000000800000c140404040404040');
  });

  it('adds a secondary bitmap when an element above 64 is present', () => {
    const bytes = pack({ mti: '0800', transmissionTime: '1123195200', stan: '000001', networkManagementCode: '301' });
    expect(hex(bytes.subarray(4, 20))).toBe('82200000000000000400000000000000');
    expect(latin1(bytes.subarray(20))).toBe('1123195200000001301');
  });

  it('gives back the message it packed', () => expect(unpack(pack(authorizationRequest))).toEqual(authorizationRequest));

  it.each<[string, Partial<Message>, object]>([
    ['an amount of eleven digits', { amount: '00000005426' }, { problem: 'bad_length', place: 4, offset: 36 }],
    ['a letter in an amount', { amount: '00000000542x' }, { problem: 'bad_character', place: 4, offset: 47 }],
    ['a PAN of twenty digits', { pan: '41111111111111111111' }, { problem: 'bad_length', place: 2, offset: 12 }],
    ['an empty PAN', { pan: '' }, { problem: 'bad_length', place: 2, offset: 12 }],
    ['a terminal id with an accent', { terminalId: 'TGé' }, { problem: 'bad_character', place: 41, offset: 82 }],
    ['a terminal id that ends in a space', { terminalId: 'TG ' }, { problem: 'bad_character', place: 41, offset: 82 }],
    ['a type of three digits', { mti: '100' }, { problem: 'bad_length', place: 'mti', offset: 0 }],
    ['a type of letters', { mti: '01o0' }, { problem: 'bad_character', place: 'mti', offset: 2 }],
    ['half a byte', { authenticationCode: '0'.repeat(15) }, { problem: 'bad_length', place: 64, offset: 106 }],
    ['bytes that are no hex', { authenticationCode: '00zz000000000000' }, { problem: 'bad_character', place: 64, offset: 106 }],
  ])('refuses %s and names the place', (_what, change, expected) =>
    expect(problemOf(() => pack({ ...authorizationRequest, ...change }))).toEqual(expected),
  );

  it('refuses a message that no frame holds', () =>
    expect(() =>
      encode({
        mti: '0100',
        ...Object.fromEntries([60, 61, 62, 63, 105].map((n) => [n === 62 ? 'merchantReference' : `de${n}`, 'x'.repeat(999)])),
      }),
    ).toThrow('frame'));

  it('S18: never shows the PAN it refuses', () => {
    expect(() => pack({ ...authorizationRequest, pan: '4111111111111111-' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('4111') }),
    );
  });
});

describe('unpack', () => {
  const bytes = pack(authorizationRequest);
  const changed = (offset: number, value: number): Uint8Array => {
    const copy = bytes.slice();
    copy[offset] = value;
    return copy;
  };

  it.each<[string, Uint8Array, object]>([
    ['nothing', new Uint8Array(0), { problem: 'truncated', place: 'mti', offset: 0 }],
    ['half a bitmap', bytes.slice(0, 9), { problem: 'truncated', place: 'bitmap', offset: 9 }],
    ['half a length prefix', bytes.slice(0, 13), { problem: 'truncated', place: 2, offset: 13 }],
    ['half a PAN', bytes.slice(0, 20), { problem: 'truncated', place: 2, offset: 20 }],
    ['a byte too few', bytes.slice(0, -1), { problem: 'truncated', place: 49, offset: bytes.length - 1 }],
    ['a byte too many', Uint8Array.of(...bytes, 0x30), { problem: 'trailing_bytes', place: 'end', offset: bytes.length }],
    ['a length prefix that is no number', changed(12, 0x2d), { problem: 'bad_character', place: 2, offset: 12 }],
    ['a PAN longer than any', changed(12, 0x39), { problem: 'bad_length', place: 2, offset: 12 }],
    ['a letter in the PAN', changed(14, 0x41), { problem: 'bad_character', place: 2, offset: 14 }],
  ])('refuses %s and names the place', (_what, input, expected) => expect(problemOf(() => unpack(input))).toEqual(expected));

  it('refuses digits that are none, and a filler that is none', () => {
    const packed = bcd.pack({ mti: '0100', pan: '378282246310005' });
    expect(problemOf(() => bcd.unpack(Uint8Array.of(...packed.slice(0, -1), 0x50)))).toMatchObject({ place: 2 });
    expect(problemOf(() => bcd.unpack(Uint8Array.of(...packed.slice(0, -1), 0xff)))).toMatchObject({ place: 2 });
    expect(bcd.unpack(packed).pan).toBe('378282246310005');
  });

  it('A2: reads elements that we have no use for, and keeps their content as it came', () => {
    const more = {
      settlementDate: '1126',
      de54: '0001840C000000000001',
      de55: '\u009f\u0002\u0000',
      de63: 'a\u00ff',
      de128: '0102030405060708',
    };
    const plain = pack({
      mti: '0110',
      responseCode: '00',
      settlementDate: '1126',
      de54: more.de54,
      de55: '???',
      de63: 'a?',
      de128: more.de128,
    });
    const text = Buffer.from(latin1(plain).replace('???', more.de55).replace('a?', more.de63), 'latin1');
    expect(unpack(text)).toEqual({ mti: '0110', responseCode: '00', ...more });
  });

  it('A2: reads a code of six spaces and an empty element as nothing said', () => {
    const message = pack({ mti: '0110', authorizationCode: '123456', responseCode: '00', additionalResponse: 'YM' });
    const text = latin1(message).replace('123456', '      ').replace('02YM', '00');
    expect(unpack(Buffer.from(text, 'latin1'))).toEqual({
      mti: '0110',
      authorizationCode: '',
      responseCode: '00',
      additionalResponse: '',
    });
  });

  it('reads a track, and an amount with its sign', () => {
    const message = { mti: '0110', de28: 'D00000100', de35: '4111111111111111=30121010000' };
    expect(bcd.unpack(bcd.pack(message))).toEqual(message);
    expect(unpack(pack(message))).toEqual(message);
  });

  it('reads a view into a larger chunk', () => {
    const chunk = Uint8Array.of(1, 2, ...bytes, 3);
    expect(unpack(chunk.subarray(2, -1))).toEqual(authorizationRequest);
  });
});

describe('compileCodec', () => {
  it('refuses a profile with an attribute that is none', () =>
    expect(() => compileCodec({ ...ISO87_ASCII.wire, fields: { 48: { attribute: 'ans....999' } } })).toThrow('ans....999'));
});
