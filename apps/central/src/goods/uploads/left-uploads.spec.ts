import { isSameFile, type LeftUpload, readLeft, withLeft, withoutLeft } from './left-uploads.js';

const left = (id: string, more: Partial<LeftUpload> = {}): LeftUpload => ({
  id,
  owner: 'usr_1 mer_1',
  sku: 'FILM',
  name: 'film.mp4',
  size: 5_000_000_000,
  lastModified: 1,
  ...more,
});

describe('uploads that were broken off', () => {
  it('are kept as text, and read again', () =>
    expect(readLeft(JSON.stringify(withLeft([left('upl_1')], left('upl_2'))))).toEqual([left('upl_1'), left('upl_2')]));
  it.each([[null], [''], ['{"a":1}'], ['[1,null,{"id":"upl_1"}]']])('are none in %s', (text) =>
    expect(readLeft(text)).toEqual([]),
  );
  it('are each there once, and the oldest of many is forgotten', () => {
    expect(withLeft([left('upl_1')], left('upl_1', { size: 2 }))).toEqual([left('upl_1', { size: 2 })]);
    const many = Array.from({ length: 50 }, (_, index) => left(`upl_${index}`));
    expect(
      withLeft(many, left('upl_50'))
        .map(({ id }) => id)
        .slice(0, 1),
    ).toEqual(['upl_1']);
    expect(withoutLeft([left('upl_1')], 'upl_1')).toEqual([]);
  });
  it('are gone on with by the same file alone', () => {
    expect(isSameFile(left('upl_1'), left('upl_2'))).toBe(true);
    for (const change of [{ name: 'a' }, { size: 1 }, { lastModified: 2 }])
      expect(isSameFile(left('upl_1'), left('upl_1', change))).toBe(false);
  });
});
