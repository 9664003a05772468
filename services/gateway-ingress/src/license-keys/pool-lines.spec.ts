import { checkKeyCount, poolLines } from './pool-lines.js';

const keys = (kind: string) => ({ form: { case: 'licenseKeys' as const, value: { kind } } });
const file = { form: { case: 'file' as const, value: { name: 'a.pdf' } } };

describe('what has to be kept for an order', () => {
  it('are the keys of pools, by line and piece; made ones are made when they are granted', () =>
    expect(
      poolLines([
        { sku: 'MUG', quantity: 2 },
        { sku: 'APP', quantity: 3, forms: [file, keys('pool')] },
        { sku: 'SIGNED', quantity: 1, forms: [keys('signed')] },
        { sku: 'BOOK', quantity: 1, forms: [file] },
      ]),
    ).toEqual([{ line: 2, sku: 'APP', quantity: 3 }]));

  it('is too much beyond 500 keys of any kind', () => {
    const line = (quantity: number, kind: string) => ({ sku: 'A', quantity, forms: [keys(kind)] });
    expect(checkKeyCount([line(250, 'pool'), line(250, 'signed'), { sku: 'BOOK', quantity: 9_000, forms: [file] }])).toEqual([]);
    expect(checkKeyCount([line(250, 'pool'), line(251, 'pattern')])).toEqual([
      { code: 'too_many_license_keys', field: '/items' },
    ]);
  });
});
