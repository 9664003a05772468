import { checkSearch, orderWish } from './order-wish.js';

const all = { limit: 20, cursor: '' };

describe('a search for orders', () => {
  it('asks for everything unless told what', () =>
    expect(orderWish(all, '')).toEqual({ ...all, status: '', reference: '', last4: '', email: '', from: '', to: '' }));

  it('asks by amount and currency together, and by times in UTC', () => {
    const search = { ...all, amount: '5426', currency: 'USD', from: '2026-11-23T01:00:00+01:00' };
    expect(orderWish(search, '')).toMatchObject({ amount: { minor: 5426n, currency: 'USD' }, from: '2026-11-23T00:00:00.000Z' });
  });

  it('names the customer by a keyed name, never by the address', () =>
    expect(orderWish({ ...all, email: 'ann@example.com' }, 'e1')).toMatchObject({ email: 'e1' }));

  it('refuses an amount without a currency, and a time that ends before it begins', () => {
    expect(checkSearch({ ...all, amount: '5426' })).toEqual([{ code: 'required', field: 'currency' }]);
    expect(checkSearch({ ...all, from: '2026-11-23T00:00:00Z', to: '2026-11-23T00:00:00Z' })).toEqual([
      { code: 'invalid_date_range', field: 'to' },
    ]);
  });
});
