import { checkBasket, checkExpiry, maxAmountMinor } from './check-basket.js';
import type { BasketRequest, ItemRequest } from './basket-request.js';

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

  it('knows the shipping methods', () => {
    expect(checkBasket(basket({ shippingMethod: 'express' }))).toEqual([]);
    expect(checkBasket(basket({ shippingMethod: 'pigeon' }))).toEqual([
      { code: 'unknown_shipping_method', field: '/shippingMethod' },
    ]);
  });

  it('takes an amount up to the limit, and none above it, in a line or in all', () => {
    const dear = { ...book, unitAmount: maxAmountMinor };
    expect(checkBasket(basket({ items: [dear] }))).toEqual([]);
    expect(checkBasket(basket({ items: [book, { ...dear, quantity: 2 }] }))).toEqual([
      { code: 'amount_too_large', field: '/items/1/unitAmount' },
    ]);
    expect(checkBasket(basket({ items: [dear, book] }))).toEqual([{ code: 'amount_too_large', field: '/items' }]);
  });

  it('refuses an order for nothing', () =>
    expect(checkBasket(basket({ items: [{ ...book, unitAmount: 0 }] }))).toEqual([
      { code: 'amount_too_small', field: '/items' },
    ]));

  it('looks at both addresses', () =>
    expect(checkBasket(basket({ billingAddress: { country: 'XX' }, shippingAddress: { country: 'YY' } }))).toEqual([
      { code: 'unknown_country', field: '/billingAddress/country' },
      { code: 'unknown_country', field: '/shippingAddress/country' },
    ]));
});

describe('checkExpiry', () => {
  const card = { expiryMonth: 11, expiryYear: 2026 };
  const expired = [{ code: 'card_expired', field: '/payment/card/expiryMonth' }];

  it('lets a card live to the last millisecond of its month in UTC', () => {
    expect(checkExpiry(card, new Date('2026-11-30T23:59:59.999Z'))).toEqual([]);
    expect(checkExpiry(card, new Date('2026-12-01T00:00:00.000Z'))).toEqual(expired);
  });

  it('turns the year after December', () => {
    const december = { expiryMonth: 12, expiryYear: 2026 };
    expect(checkExpiry(december, new Date('2026-12-31T23:59:59Z'))).toEqual([]);
    expect(checkExpiry(december, new Date('2027-01-01T00:00:00Z'))).toEqual(expired);
  });

  it('doubts a card of the next century', () =>
    expect(checkExpiry({ expiryMonth: 1, expiryYear: 2099 }, new Date('2026-12-01T00:00:00Z'))).toEqual([
      { code: 'invalid_expiry_year', field: '/payment/card/expiryYear' },
    ]));
});
