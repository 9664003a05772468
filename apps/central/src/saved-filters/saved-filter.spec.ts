import { filtersOf, isPersonal, keptOf, queryOf } from './saved-filter.js';

const zones = ['UTC', 'America/New_York', 'Pacific/Auckland'];

describe('a saved filter', () => {
  it.each(zones)('means the same days again, in %s', (zone) => {
    const filters = { status: 'approved', country: 'DE', amount: '5426', currency: 'USD', from: '2026-03-08', to: '2026-11-01' };
    expect(filtersOf({ query: queryOf(filters, zone) }, zone)).toEqual(filters);
  });

  it('is kept as the API is asked', () =>
    expect(queryOf({ from: '2026-11-01', to: '2026-11-01' }, 'America/New_York')).toEqual({
      from: '2026-11-01T04:00:00.000Z',
      to: '2026-11-02T05:00:00.000Z',
    }));

  it('of days that go by today keeps them so', () => {
    const filters = { status: 'review', days: 'last_7_days' };
    expect(queryOf(filters, 'America/New_York')).toEqual(filters);
    expect(filtersOf({ query: filters }, 'America/New_York')).toEqual(filters);
  });

  it('names no customer', () => {
    const filters = { email: 'ann@example.com', name: 'Ann', status: 'review' };
    expect([isPersonal(filters), isPersonal({ status: 'review' })]).toEqual([true, false]);
    expect(keptOf(filters)).toEqual({ status: 'review' });
    expect(queryOf(filters, 'UTC')).toEqual({ status: 'review' });
  });
});
