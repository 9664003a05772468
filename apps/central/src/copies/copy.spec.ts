import { copyOf, type StampedCopy } from './copy.js';

const copy = (fileName: string, changedAt: string, status: StampedCopy['status'] = 'waiting'): StampedCopy => ({
  order: 'ord_1',
  sku: 'BOOK',
  fileName,
  status,
  code: null,
  tries: 1,
  changedAt,
});
const all = [
  copy('a.pdf', '2026-11-28T10:00:00.000Z'),
  copy('a.pdf', '2026-11-28T11:00:00.000Z', 'failed'),
  copy('b.pdf', '2026-11-28T12:00:00.000Z'),
];

describe('the copy of a file', () => {
  it('is the one that changed last, of this file alone', () => {
    expect(copyOf(all, { sku: 'BOOK', fileName: 'a.pdf' })?.status).toBe('failed');
    expect(copyOf([...all].reverse(), { sku: 'BOOK', fileName: 'a.pdf' })?.status).toBe('failed');
  });
  it('is none where the file has no stamp', () => {
    expect(copyOf(all, { sku: 'BOOK', fileName: 'c.pdf' })).toBeUndefined();
    expect(copyOf(all, { sku: 'OTHER', fileName: 'a.pdf' })).toBeUndefined();
  });
});
