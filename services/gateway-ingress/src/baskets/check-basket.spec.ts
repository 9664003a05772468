import { MAX_AMOUNT_MINOR } from '../validation/fields.schema.js';
import type { BasketRequest, ItemRequest } from './basket-request.js';
import { checkBasket } from './check-basket.js';

const book: ItemRequest = { sku: 'EBOOK-1', kind: 'digital', quantity: 1, unitAmount: 1999 };
const mug: ItemRequest = { sku: 'MUG-1', kind: 'physical', quantity: 2, unitAmount: 1250 };
const albany = { country: 'US', region: 'NY', postalCode: '12207' };
const basket = (change: Partial<BasketRequest> = {}): BasketRequest => ({
  currency: 'USD',
  items: [book, mug],
  billingAddress: albany,
  shippingAddress: albany,
  ...change,
});

describe('checkBasket', () => {
  it('takes a book and two mugs', () => expect(checkBasket(basket())).toEqual([]));

  it('asks a digital order for no shipping address', () =>
    expect(checkBasket({ currency: 'USD', items: [book], billingAddress: albany })).toEqual([]));

  it('asks an order with something to ship for its address', () =>
    expect(checkBasket({ currency: 'USD', items: [mug], billingAddress: albany })).toEqual([
      { code: 'required', field: '/shippingAddress' },
    ]));

  it('takes an amount up to the limit, and none above it, in a line or in all', () => {
    const dear = { ...book, unitAmount: MAX_AMOUNT_MINOR };
    expect(checkBasket(basket({ items: [dear] }))).toEqual([]);
    expect(checkBasket(basket({ items: [book, { ...dear, quantity: 2 }] }))).toEqual([
      { code: 'amount_too_large', field: '/items/1/unitAmount' },
    ]);
    expect(checkBasket(basket({ items: [dear, book] }))).toEqual([{ code: 'amount_too_large', field: '/items' }]);
  });

  it('O13: takes items that cost nothing: what is to be paid, the prices say', () =>
    expect(checkBasket(basket({ items: [{ ...mug, unitAmount: 0 }] }))).toEqual([]));

  it('looks at both addresses', () =>
    expect(checkBasket(basket({ billingAddress: { country: 'XX' }, shippingAddress: { country: 'YY' } }))).toEqual([
      { code: 'unknown_country', field: '/billingAddress/country' },
      { code: 'unknown_country', field: '/shippingAddress/country' },
    ]));
});
