import { offersOf } from './catalog.js';
import { type Product, products } from './products.data.js';

const book = products[0] as Product;
const mug = products[2] as Product;
const file = { name: 'book.epub', size: 10, sha256: 'ab', version: 1, addedAt: '2026-11-28T12:00:00.000Z', stamp: null };
const good = (sku: string, kind: 'digital' | 'physical', files = [file]) =>
  ({ sku, kind, description: '', delivery: 'pinned', files, licenseKeys: null }) as const;

describe('what the shop sells', () => {
  it('is what it has a price for and the gateway can deliver, with the files', () =>
    expect(offersOf([book, mug], [good('MUG-1', 'physical', []), good('EBOOK-1', 'digital'), good('OTHER', 'digital')])).toEqual([
      { ...book, files: [{ name: 'book.epub', size: 10 }] },
      { ...mug, files: [] },
    ]));

  it.each([
    ['is not known to the gateway', []],
    ['has no file yet', [good('EBOOK-1', 'digital', [])]],
    ['is another kind of good there', [good('EBOOK-1', 'physical')]],
  ])('is nothing that %s', (_, goods) => expect(offersOf([book], goods)).toEqual([]));
});
