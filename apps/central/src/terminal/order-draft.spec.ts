import { basketFaults, customerFaults, type Draft, type DraftLine, emptyDraft, orderBody, quoteBody } from './order-draft.js';

const line: DraftLine = {
  key: '1',
  sku: 'EBOOK-1',
  description: 'The Book',
  kind: 'digital',
  quantity: '2',
  unitAmount: '19.99',
  weightGrams: '',
};
const started = emptyDraft('USD', 'US');
const draft: Draft = {
  ...started,
  lines: [line],
  email: ' ann@example.com ',
  name: 'Ann Buyer',
  billing: { ...started.billing, line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207' },
};
const book: Draft = { ...draft, lines: [{ ...line, kind: 'physical', weightGrams: '450' }], shippingMethod: 'express' };

describe('an order that is typed in', () => {
  it('is priced by its goods and where it goes, without a word of who the customer is', () =>
    expect(quoteBody(draft)).toEqual({
      currency: 'USD',
      items: [{ sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 2, unitAmount: 1999 }],
      billingAddress: { country: 'US', region: 'NY', postalCode: '12207' },
    }));

  it('is sent with its customer, its origin, and no empty text', () =>
    expect(orderBody(draft)).toEqual({
      type: 'sale',
      currency: 'USD',
      items: [{ sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 2, unitAmount: 1999 }],
      billingAddress: {
        name: 'Ann Buyer',
        line1: '1 Main St',
        city: 'Albany',
        region: 'NY',
        postalCode: '12207',
        country: 'US',
      },
      customer: { email: 'ann@example.com', name: 'Ann Buyer' },
      metadata: { origin: 'telephone' },
    }));

  it('goes to the billing address unless another is given, where something is shipped', () => {
    expect(orderBody(book)).toMatchObject({ shippingAddress: { city: 'Albany' }, shippingMethod: 'express' });
    expect(orderBody({ ...book, shipping: { ...draft.billing, city: 'Troy' } })).toMatchObject({
      shippingAddress: { city: 'Troy' },
    });
    expect(quoteBody(book)).toMatchObject({ items: [{ weightGrams: 450 }], shippingAddress: { postalCode: '12207' } });
  });

  it('names no shipping where nothing is shipped, whatever was chosen before', () => {
    const body = orderBody({ ...draft, shipping: draft.billing, shippingMethod: 'express' });
    expect(Object.keys(body)).not.toContain('shippingAddress');
    expect(Object.keys(body)).not.toContain('shippingMethod');
  });

  it('is not priced while a line cannot be read, and says which field', () => {
    const wrong: Draft = { ...draft, lines: [{ ...line, sku: ' ', quantity: '0', unitAmount: '1.999', weightGrams: 'x' }] };
    expect(quoteBody(wrong)).toBeUndefined();
    expect(basketFaults(wrong)).toEqual([
      { field: '/items/0/sku', code: 'required' },
      { field: '/items/0/quantity', code: 'invalid_quantity' },
      { field: '/items/0/unitAmount', code: 'invalid_price' },
      { field: '/items/0/weightGrams', code: 'invalid_weight' },
    ]);
  });

  it('goes by the decimals of its currency', () => {
    expect(basketFaults({ ...draft, currency: 'JPY' })).toEqual([{ field: '/items/0/unitAmount', code: 'invalid_price' }]);
    expect(quoteBody({ ...draft, currency: 'JPY', lines: [{ ...line, unitAmount: '1500' }] })).toMatchObject({
      items: [{ unitAmount: 1500 }],
    });
  });

  it('needs something to sell, a country and an e-mail address', () => {
    expect(basketFaults(emptyDraft('USD', ''))).toEqual([
      { field: '/items', code: 'required' },
      { field: '/billingAddress/country', code: 'required' },
    ]);
    expect(customerFaults(started)).toEqual([{ field: '/customer/email', code: 'required' }]);
    expect(customerFaults(draft)).toEqual([]);
  });
});
