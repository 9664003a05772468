import { create, GoodSchema } from '@tollgate/contracts';
import { describeGood } from './describe-good.js';

describe('describeGood', () => {
  it('shows a good with its files, and not where they are stored', () => {
    const file = { name: 'book.epub', sizeBytes: 1_048_576n, sha256: 'ab', objectKey: 'mer_demo/secret' };
    const versions = [{ file, version: 2, addedAt: '2026-11-26T12:00:00.000Z' }];
    const good = create(GoodSchema, {
      sku: 'EBOOK-1',
      kind: 'digital',
      description: 'The Book',
      delivery: 'latest',
      files: [file],
      versions,
    });
    expect(describeGood(good)).toEqual({
      sku: 'EBOOK-1',
      kind: 'digital',
      description: 'The Book',
      delivery: 'latest',
      files: [{ name: 'book.epub', size: 1_048_576, sha256: 'ab', version: 2, addedAt: '2026-11-26T12:00:00.000Z', stamp: null }],
      licenseKeys: null,
    });
  });

  it('shows what a former release tells: files alone, as they were ordered', () => {
    const file = { name: 'book.epub', sizeBytes: 1n, sha256: 'ab', objectKey: '' };
    const good = create(GoodSchema, { sku: 'EBOOK-1', kind: 'digital', files: [file] });
    expect(describeGood(good)).toMatchObject({
      delivery: 'pinned',
      files: [{ name: 'book.epub', version: null, addedAt: null }],
    });
  });

  it('shows a file with a stamp as it was uploaded, and what is written on its copies', () => {
    const stamp = { text: 'For {name}', pages: 'all', sizeBytes: 10n, sha256: 'cd', objectKey: 'mer_demo/secret' };
    const good = create(GoodSchema, { sku: 'EBOOK-1', kind: 'digital', files: [{ name: 'book.pdf', stamp }] });
    expect(describeGood(good).files).toEqual([
      { name: 'book.pdf', size: 10, sha256: 'cd', version: null, addedAt: null, stamp: { text: 'For {name}', pages: 'all' } },
    ]);
  });

  it('says what kind of license keys it is sold with', () => {
    const form = { case: 'licenseKeys' as const, value: { kind: 'pool', activations: 2 } };
    const good = create(GoodSchema, { sku: 'APP-1', kind: 'digital', forms: [{ form }] });
    expect(describeGood(good).licenseKeys).toEqual({ kind: 'pool', activations: 2 });
  });
});
