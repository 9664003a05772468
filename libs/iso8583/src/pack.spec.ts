import { MessageFormatError } from './format-error.js';
import type { Message } from './message.js';
import { pack } from './pack.js';
import { unpack } from './unpack.js';

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
    ['bytes that are no hex', { authenticationCode: '00zz000000000000' }, { problem: 'bad_character', place: 64, offset: 107 }],
  ])('refuses %s and names the place', (_what, change, expected) =>
    expect(problemOf(() => pack({ ...authorizationRequest, ...change }))).toEqual(expected),
  );

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
    ['an element we do not know', changed(4, 0x7a), { problem: 'unknown_field', place: 5, offset: 48 }],
  ])('refuses %s and names the place', (_what, input, expected) => expect(problemOf(() => unpack(input))).toEqual(expected));

  it('reads a view into a larger chunk', () => {
    const chunk = Uint8Array.of(1, 2, ...bytes, 3);
    expect(unpack(chunk.subarray(2, -1))).toEqual(authorizationRequest);
  });
});
