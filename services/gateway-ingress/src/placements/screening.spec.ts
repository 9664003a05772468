import type { ItemRequest } from '../baskets/basket-request.js';
import { signalsOf } from './screening.js';

const item = (sku: string, quantity = 1): ItemRequest => ({ sku, kind: 'digital', quantity, unitAmount: 1999 });
const signals = (items: readonly ItemRequest[], ipAddress?: string) =>
  signalsOf({
    customer: { email: ' Ann@Example.com', ...(ipAddress === undefined ? {} : { ipAddress }) },
    items,
    billingAddress: { country: 'DE' },
  });

describe('what fraud compares orders by', () => {
  it('O2: tells goods apart, not the order they were written in', () => {
    expect(signals([item('A')]).goods).not.toBe(signals([item('B')]).goods);
    expect(signals([item('A')]).goods).not.toBe(signals([item('A', 2)]).goods);
    expect(signals([item('A'), item('B')]).goods).toBe(signals([item('B'), item('A')]).goods);
    expect(signals([item('A'), item('A')]).goods).toBe(signals([item('A', 2)]).goods);
  });

  it('names each sku once, and the countries of both addresses in each way they may be written', () => {
    const customer = { email: 'ann@example.com' };
    const countries = (billing: object, shippingAddress?: object) =>
      signalsOf({
        customer,
        items: [],
        billingAddress: { country: 'DE', ...billing },
        ...(shippingAddress && { shippingAddress }),
      } as never).countries;
    expect(signals([item('A'), item('B'), item('A')]).skus).toEqual(['A', 'B']);
    expect(countries({})).toEqual(['DE']);
    expect(countries({}, { country: 'NZ' })).toEqual(['DE', 'NZ']);
    expect(countries({ country: 'PR' })).toEqual(['US', 'PR']);
    expect(countries({ country: 'US', region: 'PR' })).toEqual(['US', 'PR']);
    expect(countries({ country: 'US', region: 'NY' })).toEqual(['US']);
  });

  it('O3: has nothing of a private or an unknown address', () => {
    expect(signals([], '10.0.0.5')).toMatchObject({ ip: '', network: '' });
    expect(signals([])).toMatchObject({ ip: '', network: '' });
  });

  it('O4: has an address in its one normal form', () => expect(signals([], '::ffff:192.0.2.77').ip).toBe('192.0.2.77'));

  it('has the customer’s name in its normal form, or that on the bill', () => {
    const named = (name: string | undefined, onBill?: string) =>
      signalsOf({
        customer: { email: 'a@example.com', ...(name === undefined ? {} : { name }) },
        items: [],
        billingAddress: { country: 'DE', ...(onBill === undefined ? {} : { name: onBill }) },
      }).name;
    expect([named(' Ann  Buyer'), named(undefined, 'ANN BUYER'), named('Bob', 'Ann'), named(undefined)]).toEqual([
      'ann buyer',
      'ann buyer',
      'bob',
      '',
    ]);
  });

  it('has an e-mail address in small letters, and its domain', () =>
    expect(signals([])).toMatchObject({ email: 'ann@example.com', emailDomain: 'example.com' }));
});
