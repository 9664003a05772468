import { addressOf, afterSearch, apiQuery, filterOf, filtersIn, without } from './order-filters.js';

const read = (query: string) => filtersIn(new URLSearchParams(query));

describe('the filters in the address', () => {
  it('are read back as they were written', () => {
    const filters = {
      status: 'review',
      country: 'DE',
      declineCode: 'do_not_honor',
      name: '김철수 & Co',
      amount: '5426',
      currency: 'USD',
      from: '2026-11-01',
    };
    expect(read(addressOf(filters))).toEqual(filters);
  });

  it.each([
    'from=yesterday',
    'days=this_year',
    'to=2026-13-01',
    'last4=12',
    'country=Germany',
    'declineCode=No money',
    'amount=1.5',
    'currency=XXY',
    'type=capture',
    'colour=red',
    'status=',
  ])('pass over "%s"', (query) => expect(read(query)).toEqual({}));

  it('ask for whole days of the store’s zone, the last one included', () => {
    const query = apiQuery({ from: '2026-11-01', to: '2026-11-01', status: 'approved' }, 'America/New_York', '');
    expect(Object.fromEntries(query)).toEqual({
      status: 'approved',
      from: '2026-11-01T04:00:00.000Z',
      to: '2026-11-02T05:00:00.000Z',
    });
  });

  it('ask for days that go by today as of the day of the store’s zone', () => {
    const ask = (now: string) => Object.fromEntries(apiQuery({ days: 'last_7_days' }, 'America/New_York', now));
    // There it is the evening before.
    expect(ask('2026-11-27T03:00:00Z')).toEqual({ from: '2026-11-20T05:00:00.000Z', to: '2026-11-27T05:00:00.000Z' });
    expect(ask('2026-11-27T05:00:00Z')).toEqual({ from: '2026-11-21T05:00:00.000Z', to: '2026-11-28T05:00:00.000Z' });
  });

  it('have days that go by today, or others', () =>
    expect(read('days=today&from=2026-11-01&to=2026-11-02&status=review')).toEqual({ days: 'today', status: 'review' }));

  it('lose an amount together with its currency', () =>
    expect(without({ amount: '5426', currency: 'USD', status: 'approved' }, 'amount')).toEqual({ status: 'approved' }));

  it('let an amount stand without a currency, and a currency and a type by themselves', () => {
    expect(read('amount=17750')).toEqual({ amount: '17750' });
    expect(read('currency=EUR&type=charge')).toEqual({ currency: 'EUR', type: 'charge' });
  });

  it('are of one search: a new one takes the place of the one before, and the menus stay', () => {
    const first = afterSearch({ country: 'DE' }, undefined, { by: 'name', value: 'Ann' });
    const second = afterSearch(first, { by: 'name', value: 'Ann' }, { by: 'amount', value: '5426', currency: 'USD' });
    expect(second).toEqual({ country: 'DE', amount: '5426', currency: 'USD' });
    const third = afterSearch(second, undefined, { by: 'status', value: 'refunded' });
    expect(third).toEqual({ country: 'DE', status: 'refunded' });
    expect(afterSearch(third, { by: 'status', value: 'refunded' }, { by: 'sku', value: 'A' })).toEqual({
      country: 'DE',
      sku: 'A',
    });
    expect(afterSearch({ days: 'today' }, undefined, { by: 'day', value: '2026-11-26' })).toEqual({
      from: '2026-11-26',
      to: '2026-11-26',
    });
  });

  it('take what was searched for', () => {
    expect(filterOf({ by: 'amount', value: '5426', currency: 'USD' })).toEqual({ amount: '5426', currency: 'USD' });
    expect(filterOf({ by: 'id', value: 'ord_1' })).toEqual({});
  });
});
