import { stampPath } from './stamped-file.js';

describe('the address of a stamp', () => {
  it('has the file’s folders in its name', () =>
    expect(stampPath({ sku: 'BOOK-1', name: 'manual/en.pdf' })).toBe('/goods/BOOK-1/files/manual%2Fen.pdf/stamp'));
});
