import { create, type PinnedFile, PinnedFileSchema } from '@tollgate/contracts';
import { contentOf, sourceDigest, stampedForm, stampIn, withStampOf } from './stamped-form.js';

const file = create(PinnedFileSchema, { name: 'book.pdf', sizeBytes: 10n, sha256: 'ab', objectKey: 'mer/1' });
const stamp = { text: 'For {name}', pages: 'all' };
const stamped = (of: PinnedFile, wish: typeof stamp | undefined) => stampedForm(of, wish).form.value as PinnedFile;

describe('a file with a stamp', () => {
  it('tells neither size nor digest nor place, for no buyer gets what the merchant uploaded', () => {
    const { name, sizeBytes, sha256, objectKey } = stamped(file, stamp);
    expect([name, sizeBytes, sha256, objectKey]).toEqual(['book.pdf', 0n, '', '']);
  });

  it('is the file again once the stamp is taken away, and keeps its bytes under another one', () => {
    const once = stamped(file, stamp);
    expect(stamped(once, undefined)).toEqual(file);
    expect(stamped(once, { ...stamp, pages: 'last' }).stamp).toMatchObject({ pages: 'last', sha256: 'ab', objectKey: 'mer/1' });
  });

  it('leaves its stamp on what replaces it for who bought it so, and nothing on what was sold without', () => {
    const [newer, other] = [
      { ...file, sha256: 'cd' },
      { ...stamp, text: '{order}' },
    ];
    expect(withStampOf(stamped(file, stamp), newer)).toEqual(stamped(newer, stamp));
    expect(withStampOf(stamped(file, stamp), stamped(newer, other))).toEqual(stamped(newer, other));
    expect(withStampOf(file, newer)).toBe(newer);
    expect(sourceDigest(contentOf(withStampOf(stamped(file, stamp), newer)))).toBe('cd');
  });

  it('is another one with another text, other pages or other bytes, and the same with the same', () => {
    const others = [stamp, { ...stamp, text: '{order}' }, { ...stamp, pages: 'last' }].map((one) =>
      contentOf(stamped(file, one)),
    );
    expect(new Set([...others, contentOf(file), contentOf(stamped({ ...file, sha256: 'cd' }, stamp))]).size).toBe(5);
    expect(contentOf(stamped(stamped(file, stamp), stamp))).toBe(others[0]);
  });

  it('is told by what its copies are made of; there is none in what is delivered as it is', () => {
    expect(stampIn(contentOf(stamped(file, stamp)))).toEqual(stamp);
    expect([stampIn(contentOf(file)), stampIn('')]).toEqual([undefined, undefined]);
  });
});
