import fc from 'fast-check';
import { isKnown, isProbe, isWanted, selectBytes } from './select-bytes.js';

const etag = '"abc"';
const file = { sizeBytes: 1_000, etag };
const select = (range?: string, ifRange?: string, sizeBytes = 1_000) => {
  const selection = selectBytes({ range, ifRange }, { ...file, sizeBytes });
  return selection.kind === 'unsatisfiable' ? selection.kind : [selection.kind, selection.firstByte, selection.endByte];
};

describe('selectBytes', () => {
  it.each([
    ['no Range', undefined, ['whole', 0, 1000]],
    ['the last 500', 'bytes=-500', ['part', 500, 1000]],
    ['more from the end than there is', 'bytes=-5000', ['part', 0, 1000]],
    ['the first byte', 'bytes=0-0', ['part', 0, 1]],
    ['the last byte', 'bytes=999-', ['rest', 999, 1000]],
    ['an end beyond the file', 'bytes=990-2000', ['part', 990, 1000]],
    ['blanks and capitals', 'Bytes= 1-2 ', ['part', 1, 3]],
    ['nothing from the end', 'bytes=-0', 'unsatisfiable'],
    ['a start beyond the file', 'bytes=1000-', 'unsatisfiable'],
    ['two ranges', 'bytes=0-1,5-6', ['whole', 0, 1000]],
    ['six ranges', 'bytes=0-1,2-3,4-5,6-7,8-9,10-11', 'unsatisfiable'],
    ['an end before its start', 'bytes=5-4', ['whole', 0, 1000]],
    ['another unit', 'lines=1-2', ['whole', 0, 1000]],
    ['no numbers', 'bytes=a-b', ['whole', 0, 1000]],
    ['only a dash', 'bytes=-', ['whole', 0, 1000]],
    ['a number beyond counting', 'bytes=99999999999999999999-', ['whole', 0, 1000]],
  ])('answers %s', (_, range, expected) => expect(select(range)).toEqual(expected));

  it('serves the range of the version that the client has begun', () =>
    expect(select('bytes=10-', etag)).toEqual(['rest', 10, 1000]));
  it.each(['"other"', 'W/"abc"', 'Wed, 21 Oct 2026 07:28:00 GMT'])('serves the whole file where If-Range is %s', (ifRange) =>
    expect(select('bytes=10-', ifRange)).toEqual(['whole', 0, 1000]),
  );
  it('tells who asks for more at the end of the file from who asks beyond it', () => {
    const isAtEnd = (range: string) => selectBytes({ range }, file);
    expect(isAtEnd('bytes=1000-')).toEqual({ kind: 'unsatisfiable', isAtEnd: true });
    expect(isAtEnd('bytes=1001-')).toEqual({ kind: 'unsatisfiable', isAtEnd: false });
    expect(isAtEnd('bytes=1000-1005')).toEqual({ kind: 'unsatisfiable', isAtEnd: false });
    expect(selectBytes({ range: 'bytes=0-' }, { ...file, sizeBytes: 0 })).toEqual({ kind: 'unsatisfiable', isAtEnd: false });
  });

  it('has no range of an empty file', () => {
    expect(select('bytes=0-', undefined, 0)).toBe('unsatisfiable');
    expect(select(undefined, undefined, 0)).toEqual(['whole', 0, 0]);
  });

  it('never leaves the file, whatever is asked', () => {
    const headers = fc.oneof(fc.string(), fc.stringMatching(/^bytes=\d{0,18}-\d{0,18}(,\d{0,3}-\d{0,3})?$/));
    fc.assert(
      fc.property(headers, fc.nat(2_000), (range, sizeBytes) => {
        const selection = selectBytes({ range }, { sizeBytes, etag });
        if (selection.kind === 'unsatisfiable') return true;
        return 0 <= selection.firstByte && selection.firstByte <= selection.endByte && selection.endByte <= sizeBytes;
      }),
    );
  });
});

describe('isProbe', () => {
  it('tells a look at the first byte from a file of one byte', () => {
    const first = { kind: 'part', firstByte: 0, endByte: 1 } as const;
    expect([isProbe(first, 10), isProbe(first, 1), isProbe({ ...first, endByte: 2 }, 10)]).toEqual([true, false, false]);
  });
});

describe('isKnown', () => {
  it.each([
    [undefined, false],
    ['"abc"', true],
    ['W/"abc"', true],
    ['"x", "abc"', true],
    ['*', true],
    ['"x"', false],
  ])('answers %s with %s', (header, known) => expect(isKnown(header, etag)).toBe(known));
});

describe('isWanted', () => {
  it.each([
    [undefined, true],
    ['*', true],
    ['"x", "abc"', true],
    ['W/"abc"', false],
    ['"x"', false],
    ['', false],
  ])('D10: answers %s with %s', (header, wanted) => expect(isWanted(header, etag)).toBe(wanted));
});
