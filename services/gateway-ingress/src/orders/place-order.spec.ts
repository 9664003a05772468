import type { PinnedFile } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import type { OrderRequest } from '../baskets/basket-request.js';
import { checkSkus, digitalSkus, linesOf, type PinnedFiles, placeOrder, shippingOf, streetDigits } from './place-order.js';

const albany = { line1: '1 Main St', city: 'Albany', region: 'ny', postalCode: '12207', country: 'US' };
const request: OrderRequest = {
  type: 'sale',
  currency: 'USD',
  items: [
    { sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: 1999 },
    { sku: 'MUG-1', kind: 'physical', quantity: 2, unitAmount: 1250, weightGrams: 400 },
  ],
  customer: { email: 'ann@example.com' },
  billingAddress: albany,
  shippingAddress: albany,
  metadata: { cart: 'c-17' },
};
const book = {
  $typeName: 'tollgate.order.v1.PinnedFile',
  name: 'book.epub',
  sizeBytes: 1n,
  sha256: 'ab',
  objectKey: 'k',
} as const;
const shelf: PinnedFiles = new Map([
  ['EBOOK-1', [book]],
  ['EMPTY-1', []],
]);
const card = { token: 'card_a_1', brand: 'visa', bin: '411111', last4: '1111' };
const screening = { card: 'c', email: 'e', ip: '', network: '' };

describe('placeOrder', () => {
  const place = (change: Partial<OrderRequest> = {}) =>
    placeOrder({ ...request, ...change }, { lines: linesOf(request, shelf), card, screening, sealedPersonalData: 'c2VhbGVk' })
      .data;

  it('records what was asked, in clear only what everybody may read', () => {
    const { type, currency, lines, shippingMethod, billing, shipping, metadata, sealedPersonalData } = place();
    expect({ type, currency, shippingMethod, metadata, sealedPersonalData }).toEqual({
      type: 'sale',
      currency: 'USD',
      shippingMethod: 'ground',
      metadata: { cart: 'c-17' },
      sealedPersonalData: 'c2VhbGVk',
    });
    expect(billing).toMatchObject({ country: 'US', region: 'NY', postalCode: '12207' });
    expect(shipping).toMatchObject({ country: 'US', region: 'NY', postalCode: '12207' });
    expect(lines[0]).toMatchObject({ sku: 'EBOOK-1', unitAmount: usd(1999n), files: [{ name: 'book.epub' }] });
    expect(lines[1]).toMatchObject({ sku: 'MUG-1', description: 'MUG-1', weightGrams: 400, files: [] });
  });

  it('ships nothing of a digital order, whatever address came along', () => {
    const digital = { ...request, items: request.items.slice(0, 1), shippingMethod: 'express' };
    expect(shippingOf(digital)).toEqual({});
  });

  it('ships by the method that was asked for', () =>
    expect(shippingOf({ ...request, shippingMethod: 'express' }).shippingMethod).toBe('express'));
});

describe('checkSkus', () => {
  const item = (sku: string) => ({ sku, kind: 'digital', quantity: 1, unitAmount: 1 }) as const;

  it('lets pass what can be delivered or shipped', () => expect(checkSkus(request, shelf)).toEqual([]));

  it('names each digital sku that nobody knows or that has no file', () =>
    expect(checkSkus({ items: [item('NOPE'), item('EBOOK-1'), item('EMPTY-1')] }, shelf)).toEqual([
      { code: 'unknown_sku', field: '/items/0/sku' },
      { code: 'no_file_for_sku', field: '/items/2/sku' },
    ]));
});

describe('checkSkus of an order that pays for more files than links can name', () => {
  const item = { sku: 'ALBUM', kind: 'digital', quantity: 1, unitAmount: 1 } as const;
  const [file] = shelf.get('EBOOK-1') ?? [];
  const album = (files: number) => new Map([['ALBUM', Array.from({ length: files }, () => file as PinnedFile)]]);

  it('refuses it before anybody pays', () => {
    expect(checkSkus({ items: [item, item] }, album(128))).toEqual([]);
    expect(checkSkus({ items: [item, item] }, album(129))).toEqual([{ code: 'too_many_files', field: '/items' }]);
  });
});

describe('digitalSkus', () => {
  it('names each once, and nothing that is shipped', () =>
    expect(digitalSkus([...request.items, ...request.items])).toEqual(['EBOOK-1']));
});

describe('streetDigits', () => {
  it.each([
    ['1 Main St', '1'],
    ['Apt 4, 221B Baker Street', '4221'],
    ['Unter den Linden', ''],
    [undefined, ''],
  ])('of %s are "%s"', (line1, digits) => expect(streetDigits(line1)).toBe(digits));
});
