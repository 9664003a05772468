import { normalAddress } from '../addresses/normal-address.js';
import type { OrderRequest } from './order-request.js';
import { placeOrder } from './place-order.js';

const albany = { line1: '1 Main St', city: 'Albany', region: 'ny', postalCode: '12207', country: 'US' };
const request: OrderRequest = {
  type: 'sale',
  currency: 'USD',
  items: [{ sku: 'MUG-1', kind: 'physical', quantity: 2, unitAmount: 1250, weightGrams: 400 }],
  customer: { email: 'ann@example.com' },
  billingAddress: albany,
  shippingAddress: albany,
  metadata: { cart: 'c-17' },
};
const card = { token: 'card_a_1', brand: 'visa', bin: '411111', last4: '1111' };
const screening = { card: 'c', email: 'e', ip: '', network: '', goods: 'g' };
const facts = { lines: [{ sku: 'MUG-1', isShipped: true }], card, screening, sealedPersonalData: 'c2VhbGVk' };

describe('placeOrder', () => {
  const place = (change: Partial<OrderRequest> = {}, more: Partial<Parameters<typeof placeOrder>[1]> = {}) =>
    placeOrder({ ...request, ...change }, { ...facts, ...more }).data;

  it('records what was asked, in clear only what everybody may read', () => {
    const { type, currency, lines, shippingMethod, billing, shipping, metadata, sealedPersonalData, reference } = place();
    expect({ type, currency, shippingMethod, metadata, sealedPersonalData, reference }).toEqual({
      type: 'sale',
      currency: 'USD',
      shippingMethod: '',
      metadata: { cart: 'c-17' },
      sealedPersonalData: 'c2VhbGVk',
      reference: '',
    });
    expect(billing).toMatchObject(normalAddress(albany));
    expect(shipping).toMatchObject({ country: 'US', region: 'NY', postalCode: '12207' });
    expect(lines[0]).toMatchObject({ sku: 'MUG-1', isShipped: true });
  });

  it('records the merchant’s own order number', () => expect(place({ reference: 'A-17' }).reference).toBe('A-17'));

  it('records what the customer was shown, in the order’s currency, where that was said', () =>
    expect([place({ expectedTotal: 5426 }).expectedTotal, place().expectedTotal]).toMatchObject([
      { minor: 5426n, currency: 'USD' },
      undefined,
    ]));

  it('records no card where nothing is to be paid', () => expect(place({}, { card: undefined }).card).toBeUndefined());
});
