import { checkSearch, orderWish } from './order-wish.js';

const all = { limit: 20, cursor: '' };
const nobody = { email: '', name: '' };

describe('a search for orders', () => {
  it('asks for everything unless told what', () =>
    expect(orderWish(all, nobody)).toEqual({
      ...all,
      ...nobody,
      status: '',
      type: '',
      sku: '',
      reference: '',
      referencePrefix: '',
      last4: '',
      country: '',
      declineCode: '',
      from: '',
      to: '',
    }));

  it('asks by amount and currency together, and by times in UTC', () => {
    const search = { ...all, amount: '5426', currency: 'USD', from: '2026-11-23T01:00:00+01:00' };
    expect(orderWish(search, nobody)).toMatchObject({
      amount: { minor: 5426n, currency: 'USD' },
      from: '2026-11-23T00:00:00.000Z',
    });
  });

  it('asks by the country of the bill and by why the payment was declined', () =>
    expect(orderWish({ ...all, country: 'DE', declineCode: 'do_not_honor' }, nobody)).toMatchObject({
      country: 'DE',
      declineCode: 'do_not_honor',
    }));

  it('names the customer by keyed names, never by address or name', () =>
    expect(orderWish({ ...all, email: 'ann@example.com', name: 'Ann' }, { email: 'e1', name: 'n1' })).toMatchObject({
      email: 'e1',
      name: 'n1',
    }));

  it('asks by an amount of any currency, and by a currency alone', () => {
    expect(orderWish({ ...all, amount: '17750' }, nobody)).toMatchObject({ totalMinor: '17750' });
    expect(orderWish({ ...all, currency: 'EUR', type: 'charge' }, nobody)).toMatchObject({ currency: 'EUR', type: 'charge' });
  });

  it('refuses a time that ends before it begins', () => {
    expect(checkSearch({ ...all, from: '2026-11-23T00:00:00Z', to: '2026-11-23T00:00:00Z' })).toEqual([
      { code: 'invalid_date_range', field: 'to' },
    ]);
  });

  it('as of a moment asks for what was placed by then, whatever end was given', () => {
    const at = '2026-11-23T10:00:00Z';
    expect(orderWish({ ...all, at }, nobody).to).toBe('2026-11-23T10:00:00.001Z');
    expect(orderWish({ ...all, at, to: '2026-11-22T00:00:00Z' }, nobody).to).toBe('2026-11-22T00:00:00.000Z');
    expect(checkSearch({ ...all, at, status: 'approved' })).toEqual([{ code: 'status_at_moment', field: 'status' }]);
    expect(checkSearch({ ...all, at, declineCode: 'do_not_honor' })).toEqual([
      { code: 'status_at_moment', field: 'declineCode' },
    ]);
  });
});
