/** The file's bytes [firstByte, endByte). */
export interface ByteRange {
  readonly firstByte: number;
  readonly endByte: number;
}

/** What is sent of a file: all of it, an explicit part (`bytes=N-M`, `bytes=-N`), or the rest from a byte on (`bytes=N-`). */
export type SelectedBytes = { readonly kind: 'whole' | 'part' | 'rest' } & ByteRange;

/** What a request asks for of a file. `isAtEnd`: the rest of a file from its end on, which is how who has all of it asks whether there is more. */
export type Selection = SelectedBytes | { readonly kind: 'unsatisfiable'; readonly isAtEnd: boolean };

export interface RangeHeaders {
  readonly range?: string | undefined;
  readonly ifRange?: string | undefined;
}

/** More ranges in one request are an attack rather than a wish. Source: reliability §2, CVE-2011-3192. */
const maxRanges = 5;
/** Digits of the largest number that JavaScript counts exactly, less one. */
const oneRange = /^(\d{0,15})-(\d{0,15})$/;

/** The bytes that a Range header selects. One range is answered as asked; several (up to five) by the whole file, as is a header that is
 *  malformed or whose If-Range is of another version. `etag` is strong, with its quotes. Source: RFC 9110 §14.2, §13.1.5. */
export const selectBytes = (
  { range, ifRange }: RangeHeaders,
  { sizeBytes, etag }: { readonly sizeBytes: number; readonly etag: string },
): Selection => {
  const whole = { kind: 'whole', firstByte: 0, endByte: sizeBytes } as const;
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return whole;
  const [unit, set] = range.split('=', 2);
  if (unit?.trim().toLowerCase() !== 'bytes' || set === undefined) return whole;
  const ranges = set.split(',', maxRanges + 1);
  if (ranges.length > maxRanges) return { kind: 'unsatisfiable', isAtEnd: false };
  return ranges.length > 1 ? whole : selectOne(ranges[0] ?? '', sizeBytes);
};

const selectOne = (text: string, sizeBytes: number): Selection => {
  const whole = { kind: 'whole', firstByte: 0, endByte: sizeBytes } as const;
  const [, from, to] = oneRange.exec(text.trim()) ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return whole;
  if (from === '') return part(Math.max(0, sizeBytes - Number(to)), sizeBytes);
  if (to === '') return rest(Number(from), sizeBytes);
  if (Number(to) < Number(from)) return whole; // invalid, so to be ignored: RFC 9110 §14.1.1
  return part(Number(from), Math.min(Number(to) + 1, sizeBytes));
};

const part = (firstByte: number, endByte: number): Selection =>
  firstByte < endByte ? { kind: 'part', firstByte, endByte } : { kind: 'unsatisfiable', isAtEnd: false };

const rest = (firstByte: number, endByte: number): Selection =>
  firstByte < endByte
    ? { kind: 'rest', firstByte, endByte }
    : { kind: 'unsatisfiable', isAtEnd: firstByte === endByte && endByte > 0 };

/** Whether a range begins inside another one, behind its first byte. */
export const beginsWithin = ({ firstByte }: Pick<ByteRange, 'firstByte'>, outer: ByteRange): boolean =>
  outer.firstByte < firstByte && firstByte < outer.endByte;

/** A look at the first byte, as download managers take to learn whether ranges are served: it counts as nothing. */
export const isProbe = (selection: SelectedBytes, sizeBytes: number): boolean =>
  selection.kind === 'part' && selection.firstByte === 0 && selection.endByte === 1 && sizeBytes > 1;

/** Whether an If-Match wants this version, or any. Source: RFC 9110 §13.1.1 (strong comparison). */
export const isWanted = (ifMatch: string | undefined, etag: string): boolean =>
  ifMatch === undefined || ifMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim() === etag);

/** Whether an If-Match names this very version. */
export const isNamed = (ifMatch: string | undefined, etag: string): boolean =>
  (ifMatch ?? '').split(',').some((tag) => tag.trim() === etag);

/** Whether an If-None-Match names this version. Source: RFC 9110 §13.1.2 (weak comparison). */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
