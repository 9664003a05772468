import type { SessionTerms } from '../sessions/checkout-session.schema.js';
import { basketBody, cvcErrors, deliveryAddress, fieldErrors, missingParts, orderBody } from './form-order.js';

const book = { sku: 'EBOOK-1', kind: 'digital', quantity: 1, unitAmount: 1999 } as const;
const mug = { sku: 'MUG-1', kind: 'physical', quantity: 1, unitAmount: 1250 } as const;
const terms = (...items: SessionTerms['items']): SessionTerms => ({
  type: 'sale',
  currency: 'USD',
  items,
  successUrl: 'https://shop.example/',
  cancelUrl: 'https://shop.example/',
});
const values = {
  'customer.email': 'ann@example.com',
  'billingAddress.name': 'Ann Buyer',
  'billingAddress.country': 'US',
  'billingAddress.line1': '1 Main St',
  'billingAddress.city': 'Albany',
  'billingAddress.region': 'NY',
  'billingAddress.postalCode': '12207',
  'shippingAddress.country': 'HK',
  'shippingAddress.postalCode': '12207',
  shippingMethod: 'express',
  'card.number': '4111 1111 1111 1111',
  'card.expiry': '1/30',
  'card.cvc': ' 123 ',
};
const paidBy = { ipAddress: '203.0.113.9', isFree: false };

describe('the order that a form comes to', () => {
  it('has the card in digits, the page’s client, and the address of the bill where no other is to be delivered to', () =>
    expect(orderBody(terms(mug), values, paidBy)).toMatchObject({
      type: 'sale',
      customer: { email: 'ann@example.com', name: 'Ann Buyer', ipAddress: '203.0.113.9' },
      shippingAddress: { line1: '1 Main St', country: 'US' },
      shippingMethod: 'express',
      payment: { card: { number: '4111111111111111', expiryMonth: 1, expiryYear: 2030, cvc: '123' } },
    }));

  it('goes nowhere where all of it is digital, and is paid by nothing where it costs nothing', () => {
    expect(basketBody(terms(book), values)).not.toHaveProperty('shippingAddress');
    expect(orderBody(terms(book), values, { ...paidBy, isFree: true })).not.toHaveProperty('payment');
  });

  it('leaves out what the country’s addresses do not have, as it stands there from another country', () => {
    const other = { ...values, shipToOther: 'yes' };
    expect(deliveryAddress(other)).toBe('shippingAddress');
    expect(basketBody(terms(mug), other).shippingAddress).not.toHaveProperty('postalCode');
  });

  it('lacks what the envelope needs', () => {
    const bare = { 'billingAddress.country': 'DE', 'shippingAddress.country': 'HK', shipToOther: 'yes' };
    expect(missingParts(terms(mug), bare).map(({ field }) => field)).toEqual([
      '/customer/email',
      '/billingAddress/name',
      '/billingAddress/line1',
      '/billingAddress/city',
      '/billingAddress/postalCode',
      '/shippingAddress/name',
      '/shippingAddress/line1',
      '/shippingAddress/region',
    ]);
    expect(missingParts(terms(mug), values)).toEqual([]);
  });

  it('names an e-mail address that is none beside the fields that are empty', () => {
    const bare = { ...values, 'customer.email': 'x', 'billingAddress.city': '' };
    expect(missingParts(terms(mug), bare)).toEqual([
      { code: 'invalid_email', field: '/customer/email' },
      { code: 'required', field: '/billingAddress/city' },
    ]);
  });

  it('is wrong in a field of the page: the first thing of each', () =>
    expect([
      ...fieldErrors(
        [
          { code: 'required', field: '/payment/card/expiryMonth' },
          { code: 'required', field: '/payment/card/expiryYear' },
          { code: 'invalid_card_number', field: '/payment/card/number' },
          { code: 'required', field: '/shippingAddress/region' },
          { code: 'too_long', field: '/customer/name' },
        ],
        values,
      ),
    ]).toEqual([
      ['card.expiry', 'invalid_expiry'],
      ['card.number', 'invalid_card_number'],
      ['billingAddress.region', 'required'],
      ['billingAddress.name', 'too_long'],
    ]));

  it('is not paid with an empty security code, but for a saved card or where it costs nothing', () => {
    const codes = (cvc: string, change = {}) =>
      cvcErrors({ ...values, 'card.cvc': cvc }, { ...paidBy, ...change }).map(({ code }) => code);
    expect(['', ' ', '-', '123'].map((cvc) => codes(cvc))).toEqual([['required'], ['required'], ['invalid_cvc'], []]);
    expect([codes('', { token: 'tok_1' }), codes('', { isFree: true })]).toEqual([[], []]);
  });

  it('says of a card that its time is over', () =>
    expect(fieldErrors([{ code: 'card_expired', field: '/payment/card/expiryMonth' }], values).get('card.expiry')).toBe(
      'card_expired',
    ));
});
