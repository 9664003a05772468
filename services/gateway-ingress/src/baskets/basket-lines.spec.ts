import { create, DeliverableFormSchema } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { bookForm } from '@tollgate/testing';
import { checkSkus, digitalSkus, linesOf, type PinnedGoods, shippingOf } from './basket-lines.js';
import type { BasketRequest } from './basket-request.js';

const albany = { line1: '1 Main St', city: 'Albany', region: 'ny', postalCode: '12207', country: 'US' };
const basket: BasketRequest = {
  currency: 'USD',
  items: [
    { sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: 1999 },
    { sku: 'MUG-1', kind: 'physical', quantity: 2, unitAmount: 1250, weightGrams: 400 },
  ],
  billingAddress: albany,
  shippingAddress: albany,
};
const book = create(DeliverableFormSchema, bookForm);
const pinned: PinnedGoods = new Map([
  ['EBOOK-1', { forms: [book], isDigital: true }],
  ['EMPTY-1', { forms: [], isDigital: true }],
  ['MUG-1', { forms: [], isDigital: false }],
]);

describe('the lines of a basket', () => {
  const [online, shipped] = linesOf(basket, pinned);

  it('say what is delivered online, with the versions of the moment', () =>
    expect(online).toMatchObject({
      sku: 'EBOOK-1',
      unitAmount: usd(1999n),
      isShipped: false,
      taxClass: 'digital_goods',
      forms: [{ form: { case: 'file', value: { name: 'book.epub' } } }],
    }));

  it('say what is shipped, and what it weighs', () => {
    expect(shipped).toMatchObject({ description: 'MUG-1', weightGrams: 400, isShipped: true, taxClass: 'tangible_goods' });
    expect(shipped).not.toHaveProperty('forms');
  });

  it('O19: grant a digital item once, whatever its quantity', () => {
    const three = { ...basket, items: [{ sku: 'EBOOK-1', kind: 'digital', quantity: 3, unitAmount: 1999 }] } as const;
    const [line] = linesOf(three, pinned);
    expect([line?.quantity, line?.forms?.length]).toEqual([3, 1]);
  });
});

describe('where an order goes', () => {
  it('is nowhere for a digital one, whatever address came along', () =>
    expect(shippingOf({ ...basket, items: basket.items.slice(0, 1), shippingMethod: 'express' })).toEqual({}));

  it('is by the method that was asked for; without one, the merchant’s settings decide', () => {
    expect(shippingOf(basket)).toEqual({
      shippingMethod: '',
      shipping: { country: 'US', region: 'NY', postalCode: '12207' },
    });
    expect(shippingOf({ ...basket, shippingMethod: 'express' }).shippingMethod).toBe('express');
  });
});

describe('checkSkus', () => {
  const item = (sku: string) => ({ sku, kind: 'digital', quantity: 1, unitAmount: 1 }) as const;

  it('lets pass what can be delivered or shipped', () => expect(checkSkus(basket, pinned)).toEqual([]));

  it('names each digital sku that nobody knows or that has no file', () =>
    expect(checkSkus({ items: [item('NOPE'), item('EBOOK-1'), item('EMPTY-1')] }, pinned)).toEqual([
      { code: 'unknown_sku', field: '/items/0/sku' },
      { code: 'no_file_for_sku', field: '/items/2/sku' },
    ]));

  it('refuses a digital good that is to be shipped, which was charged and never delivered; what was never registered is shipped', () => {
    const shipped = (sku: string) => ({ ...item(sku), kind: 'physical' }) as const;
    const items = [shipped('EBOOK-1'), shipped('NOPE'), shipped('EMPTY-1'), shipped('MUG-1')];
    expect(checkSkus({ items }, pinned)).toEqual([
      { code: 'good_is_digital', field: '/items/0/kind' },
      { code: 'good_is_digital', field: '/items/2/kind' },
    ]);
  });

  it('refuses more files than links can name, before anybody pays', () => {
    const album = (files: number) => new Map([['ALBUM', { forms: Array.from({ length: files }, () => book), isDigital: true }]]);
    expect(checkSkus({ items: [item('ALBUM'), item('ALBUM')] }, album(128))).toEqual([]);
    expect(checkSkus({ items: [item('ALBUM'), item('ALBUM')] }, album(129))).toEqual([
      { code: 'too_many_files', field: '/items' },
    ]);
  });
});

describe('digitalSkus', () => {
  it('names each once, and nothing that is shipped', () =>
    expect(digitalSkus([...basket.items, ...basket.items])).toEqual(['EBOOK-1']));
});
