/** A file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array;
}

const POLYNOMIAL = 0xedb8_8320;
const crcs = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  return crc;
});

/** CRC-32 as archives have it. Source: ISO 3309. */
export const crc32 = (content: Uint8Array): number => {
  let crc = 0xffff_ffff;
  for (const byte of content) crc = (crc >>> 8) ^ (crcs[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffff_ffff) >>> 0;
};

/** Numbers as they follow one another, the least byte first: [value, how many bytes]. */
const packed = (...numbers: readonly (readonly [value: number, sizeBytes: number])[]): Uint8Array =>
  Uint8Array.from(numbers.flatMap(([value, size]) => Array.from({ length: size }, (_, at) => (value / 2 ** (8 * at)) & 0xff)));

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const VERSION = 20;
const NAMES_IN_UTF8 = 0x0800;
/** The first of January 1980: the same report is the same file, byte by byte. */
const DATE = 0x0021;

/** What both headers of an entry say: version, flags, no compression, time, date, checksum, sizes, and the length of its name. */
const told = ({ content }: ZipEntry, name: Uint8Array): Uint8Array =>
  packed(
    ...([
      [VERSION, 2],
      [NAMES_IN_UTF8, 2],
      [0, 2],
      [0, 2],
      [DATE, 2],
    ] as const),
    ...([
      [crc32(content), 4],
      [content.length, 4],
      [content.length, 4],
      [name.length, 2],
      [0, 2],
    ] as const),
  );

/** An archive of these files, uncompressed. Source: PKWARE APPNOTE 6.3.10, 4.3. */
export const zipOf = (entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> => {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const local = joined([packed([0x0403_4b50, 4]), told(entry, name), name, entry.content]);
    const rest = packed([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
    directory.push(joined([packed([0x0201_4b50, 4], [VERSION, 2]), told(entry, name), rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const counts = [
    [0, 2],
    [0, 2],
    [entries.length, 2],
    [entries.length, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  ] as const;
  return joined([...locals, ...directory, packed([0x0605_4b50, 4], ...counts)]);
};
