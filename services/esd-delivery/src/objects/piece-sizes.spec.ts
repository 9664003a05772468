import { PieceSizes } from './piece-sizes.js';

const mebibyte = 1_048_576;

/** Takes so many MiB in pieces of 64 KiB, each in so many ms. */
const take = (
  pieces: PieceSizes,
  mib: number,
  { fromMs = 0, pieceMs }: { readonly fromMs?: number; readonly pieceMs: number },
): number => {
  let atMs = fromMs;
  for (let piece = 0; piece < mib * 16; piece += 1) {
    atMs += pieceMs;
    pieces.written(65_536, atMs);
  }
  return atMs;
};

describe('the size of a piece', () => {
  it('is a quarter of the most for who only began: the kernel takes the first megabytes of anybody', () => {
    const pieces = new PieceSizes(mebibyte, 0);
    take(pieces, 7, { pieceMs: 0.1 });
    expect(pieces.bytes).toBe(262_144);
    expect(new PieceSizes(65_536, 0).bytes).toBe(16_384);
  });

  it('is the largest for who takes a gigabyte a second', () => {
    const pieces = new PieceSizes(mebibyte, 0);
    take(pieces, 8, { pieceMs: 0.06 });
    expect(pieces.bytes).toBe(mebibyte);
  });

  it('is what a client takes in 50 ms: 64 KiB at 1.3 MB a second', () => {
    const pieces = new PieceSizes(mebibyte, 0);
    take(pieces, 8, { pieceMs: 50 });
    expect(pieces.bytes).toBe(65_536);
  });

  it('is the smallest for who became slow, and no larger than may be', () => {
    const pieces = new PieceSizes(mebibyte, 0);
    const fastUntilMs = take(pieces, 8, { pieceMs: 1 });
    take(pieces, 8, { fromMs: fastUntilMs, pieceMs: 4_000 });
    expect(pieces.bytes).toBe(16_384);
    expect(new PieceSizes(4_096, 0).bytes).toBe(4_096);
  });

  it('never exceeds what is allowed where that is less than the least', () => {
    const pieces = new PieceSizes(8_192, 0);
    take(pieces, 8, { pieceMs: 1_000 });
    expect(pieces.bytes).toBe(8_192);
  });
});
