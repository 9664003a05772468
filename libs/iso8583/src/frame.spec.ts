import { encodeFrame, FrameDecoder, MAX_FRAME_LENGTH } from './frame.js';

describe('encodeFrame', () => {
  it('puts the length in two bytes, big-endian', () =>
    expect([...encodeFrame(new Uint8Array(300)).subarray(0, 3)]).toEqual([1, 44, 0]));

  it('refuses an empty message and one longer than the link takes', () => {
    expect(() => encodeFrame(new Uint8Array(0))).toThrow('frame at offset 0: bad_length');
    expect(() => encodeFrame(new Uint8Array(MAX_FRAME_LENGTH + 1))).toThrow('frame at offset 0: bad_length');
  });
});

describe('FrameDecoder', () => {
  it('waits for the rest of a message', () => {
    const decoder = new FrameDecoder();
    expect(decoder.push(Uint8Array.of(0))).toEqual([]);
    expect(decoder.push(Uint8Array.of(2, 7))).toEqual([]);
    expect(decoder.push(Uint8Array.of(8, 0))).toEqual([Uint8Array.of(7, 8)]);
  });

  it('refuses a length that no message has', () => {
    expect(() => new FrameDecoder().push(Uint8Array.of(0, 0))).toThrow('frame at offset 0: bad_length');
    expect(() => new FrameDecoder().push(Uint8Array.of(255, 255))).toThrow('frame at offset 0: bad_length');
  });
});
