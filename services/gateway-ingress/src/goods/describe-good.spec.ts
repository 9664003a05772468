import { create, GoodSchema } from '@tollgate/contracts';
import { describeGood } from './describe-good.js';

describe('describeGood', () => {
  it('shows a good with its files, and not where they are stored', () => {
    const file = { name: 'book.epub', sizeBytes: 1_048_576n, sha256: 'ab', objectKey: 'mer_demo/secret' };
    const good = create(GoodSchema, { sku: 'EBOOK-1', kind: 'digital', description: 'The Book', files: [file] });
    expect(describeGood(good)).toEqual({
      sku: 'EBOOK-1',
      kind: 'digital',
      description: 'The Book',
      files: [{ name: 'book.epub', size: 1_048_576, sha256: 'ab' }],
      licenseKeys: null,
    });
  });

  it('says what kind of license keys it is sold with', () => {
    const form = { case: 'licenseKeys' as const, value: { kind: 'pool', activations: 2 } };
    const good = create(GoodSchema, { sku: 'APP-1', kind: 'digital', forms: [{ form }] });
    expect(describeGood(good).licenseKeys).toEqual({ kind: 'pool', activations: 2 });
  });
});
