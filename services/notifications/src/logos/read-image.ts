/** What a file says of itself, where it is an image of a kind that mail readers show. */
export interface ImageFacts {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

type Size = Pick<ImageFacts, 'width' | 'height'>;

const ascii = (bytes: DataView, at: number, length: number): string =>
  at + length > bytes.byteLength ? '' : String.fromCharCode(...new Uint8Array(bytes.buffer, bytes.byteOffset + at, length));

const pngSignature = '\u0089PNG\r\n\u001a\n';

/** Chunk by chunk to IEND, behind which nothing may stand. Source: PNG (third edition), 5.2 to 5.3 and 11.2.1. */
const pngSize = (bytes: DataView): Size | undefined => {
  if (ascii(bytes, 0, 8) !== pngSignature || ascii(bytes, 12, 4) !== 'IHDR' || bytes.byteLength < 24) return undefined;
  let at = 8;
  let type = '';
  while (type !== 'IEND') {
    if (at + 12 > bytes.byteLength) return undefined;
    type = ascii(bytes, at + 4, 4);
    at += 12 + bytes.getUint32(at);
  }
  return at === bytes.byteLength ? { width: bytes.getUint32(16), height: bytes.getUint32(20) } : undefined;
};

/** Start of frame, of any of the ways to code it: all but DHT (C4), JPG (C8) and DAC (CC). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const startOfScan = 0xda;

/** Segment by segment to the first scan; an end of image stands last. Source: ITU-T T.81, B.1 and B.2. */
const jpegSize = (bytes: DataView): Size | undefined => {
  const last = bytes.byteLength - 2;
  if (last < 4 || bytes.getUint16(0) !== 0xff_d8 || bytes.getUint16(last) !== 0xff_d9) return undefined;
  let size: Size | undefined;
  for (let at = 2; at + 9 <= last; at += 2 + bytes.getUint16(at + 2)) {
    if (bytes.getUint8(at) !== 0xff) return undefined;
    const marker = bytes.getUint8(at + 1);
    if (isFrame(marker)) size = { height: bytes.getUint16(at + 5), width: bytes.getUint16(at + 7) };
    if (marker === startOfScan) return size;
  }
  return undefined;
};

const uint24 = (bytes: DataView, at: number): number => bytes.getUint16(at, true) + bytes.getUint8(at + 2) * 0x1_00_00;

/** Source: RFC 9649, 2.4 to 2.7; of VP8 RFC 6386, 9.1. */
const webpSize = (bytes: DataView): Size | undefined => {
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP' || bytes.byteLength < 30) return undefined;
  if (bytes.getUint32(4, true) !== bytes.byteLength - 8) return undefined;
  switch (ascii(bytes, 12, 4)) {
    case 'VP8 ':
      if (uint24(bytes, 23) !== 0x2a_01_9d) return undefined;
      return { width: bytes.getUint16(26, true) & 0x3f_ff, height: bytes.getUint16(28, true) & 0x3f_ff };
    case 'VP8L': {
      if (bytes.getUint8(20) !== 0x2f) return undefined;
      const bits = bytes.getUint32(21, true);
      return { width: (bits & 0x3f_ff) + 1, height: ((bits >>> 14) & 0x3f_ff) + 1 };
    }
    case 'VP8X':
      return { width: uint24(bytes, 24) + 1, height: uint24(bytes, 27) + 1 };
    default:
      return undefined;
  }
};

const readers = [
  ['image/png', pngSize],
  ['image/jpeg', jpegSize],
  ['image/webp', webpSize],
] as const;

/** By its bytes alone, whatever its name and type said: undefined for anything else, one that breaks off, or with something appended. */
export const readImage = (file: Uint8Array): ImageFacts | undefined => {
  const bytes = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (const [type, sizeOf] of readers) {
    const size = sizeOf(bytes);
    if (size !== undefined) return { type, ...size };
  }
  return undefined;
};
