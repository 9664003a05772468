import { checkOrder, normalCustomer } from './check-order.js';
import type { OrderRequest } from './order-request.js';

const albany = { region: 'NY', postalCode: '12207', country: 'US' };
const order = (phone?: string): OrderRequest => ({
  type: 'sale',
  currency: 'USD',
  items: [{ sku: 'EBOOK-1', kind: 'digital', quantity: 1, unitAmount: 1999 }],
  customer: { email: 'ann@example.com', ...(phone === undefined ? {} : { phone }) },
  billingAddress: albany,
});
const now = new Date('2026-11-26T12:00:00Z');

describe('checkOrder', () => {
  it('takes an order without card or telephone number', () => expect(checkOrder(order(), now)).toEqual([]));

  it('O11: takes a telephone number as people of the billing country write it', () => {
    expect(checkOrder(order('(518) 555-0100'), now)).toEqual([]);
    expect(normalCustomer(order('(518) 555-0100'))).toEqual({ email: 'ann@example.com', phone: '+15185550100' });
  });

  it('refuses what is no telephone number', () =>
    expect(checkOrder(order('call me'), now)).toEqual([{ code: 'invalid_phone', field: '/customer/phone' }]));

  it('refuses a card that has expired, and names everything that is wrong', () => {
    const wrong = { ...order('1'), billingAddress: { country: 'XX' }, payment: { card: { expiryMonth: 10, expiryYear: 2026 } } };
    expect(checkOrder(wrong, now)).toEqual([
      { code: 'unknown_country', field: '/billingAddress/country' },
      { code: 'invalid_phone', field: '/customer/phone' },
      { code: 'card_expired', field: '/payment/card/expiryMonth' },
    ]);
  });
});
