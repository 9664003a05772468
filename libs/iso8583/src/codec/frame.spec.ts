import type { Framing } from '../wire-format.js';
import { compileFraming } from './frame.js';

const PLAIN: Framing = { length: 'binary-2', countsItself: false, header: '', maxLength: 300 };

const encode = (framing: Framing, message: readonly number[]): number[] => {
  const { overhead, write } = compileFraming(framing);
  const bytes = Uint8Array.of(...new Uint8Array(overhead), ...message);
  write(bytes, message.length);
  return [...bytes];
};

describe('a frame', () => {
  it.each<[string, Partial<Framing>, number[]]>([
    ['two bytes, big-endian', {}, [0, 2, 7, 8]],
    ['four bytes', { length: 'binary-4' }, [0, 0, 0, 2, 7, 8]],
    ['four digits', { length: 'ascii-4' }, [0x30, 0x30, 0x30, 0x32, 7, 8]],
    ['four digits that count themselves', { length: 'ascii-4', countsItself: true }, [0x30, 0x30, 0x30, 0x36, 7, 8]],
    ['two bytes and a TPDU, which they count', { header: '6000030000' }, [0, 7, 0x60, 0, 3, 0, 0, 7, 8]],
    ['all of it', { countsItself: true, header: '6000030000' }, [0, 9, 0x60, 0, 3, 0, 0, 7, 8]],
  ])('A13: has its length in %s', (_what, change, bytes) => {
    const framing = { ...PLAIN, ...change };
    expect(encode(framing, [7, 8])).toEqual(bytes);
    expect(compileFraming(framing).decoder().push(Uint8Array.from(bytes))).toEqual([Uint8Array.of(7, 8)]);
  });

  it('refuses an empty message and one longer than the link takes', () => {
    expect(() => encode(PLAIN, [])).toThrow('frame at offset 0: bad_length');
    expect(() => encode(PLAIN, [...new Uint8Array(301)])).toThrow('frame at offset 0: bad_length');
  });
});

describe('the decoder of a stream', () => {
  const decoder = (change: Partial<Framing> = {}) => compileFraming({ ...PLAIN, ...change }).decoder();

  it('waits for the rest of a message', () => {
    const stream = decoder();
    expect(stream.push(Uint8Array.of(0))).toEqual([]);
    expect(stream.push(Uint8Array.of(2, 7))).toEqual([]);
    expect(stream.push(Uint8Array.of(8, 0))).toEqual([Uint8Array.of(7, 8)]);
  });

  it.each<[string, Partial<Framing>, number[]]>([
    ['00 00', {}, [0, 0]],
    ['0000', { length: 'ascii-4' }, [0x30, 0x30, 0x30, 0x30]],
    ['0000 where the length counts itself', { length: 'ascii-4', countsItself: true }, [0x30, 0x30, 0x30, 0x30]],
    ['0004 where the length counts itself', { length: 'ascii-4', countsItself: true }, [0x30, 0x30, 0x30, 0x34]],
  ])('A2: passes over the empty frame %s', (_what, change, bytes) =>
    expect(decoder(change).push(Uint8Array.from([...bytes, ...bytes]))).toEqual([]),
  );

  it('A2: gives a frame that ends within its header as a message that nobody can read', () =>
    expect(decoder({ header: '6000030000' }).push(Uint8Array.of(0, 2, 0x60, 0, 0, 0))).toEqual([new Uint8Array(0)]));

  it.each<[string, Partial<Framing>, number[]]>([
    ['a length that no message has', {}, [255, 255]],
    ['letters for digits', { length: 'ascii-4' }, [...Buffer.from('HTTP')]],
    ['a length below its own bytes', { length: 'ascii-4', countsItself: true }, [0x30, 0x30, 0x30, 0x33]],
  ])('knows that the framing is lost on %s', (_what, change, bytes) =>
    expect(() => decoder(change).push(Uint8Array.from(bytes))).toThrow('frame at offset 0: bad_length'),
  );
});
