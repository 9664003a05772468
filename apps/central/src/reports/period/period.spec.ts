import { addressOfPeriod, daysBefore, isRange, periodIn, periodNamed, periodNames, spanBefore, spanOf } from './period.js';

// A Friday.
const today = '2026-11-27';
const read = (query: string) => periodIn(new URLSearchParams(query), today);

describe('a period', () => {
  it.each([
    ['today', '2026-11-27', '2026-11-27', '2026-11-26', '2026-11-26'],
    ['yesterday', '2026-11-26', '2026-11-26', '2026-11-25', '2026-11-25'],
    ['this_week', '2026-11-23', '2026-11-27', '2026-11-16', '2026-11-22'],
    ['last_week', '2026-11-16', '2026-11-22', '2026-11-09', '2026-11-15'],
    ['this_month', '2026-11-01', '2026-11-27', '2026-10-01', '2026-10-31'],
    ['last_month', '2026-10-01', '2026-10-31', '2026-09-01', '2026-09-30'],
    ['this_quarter', '2026-10-01', '2026-11-27', '2026-07-01', '2026-09-30'],
    ['last_quarter', '2026-07-01', '2026-09-30', '2026-04-01', '2026-06-30'],
    ['this_year', '2026-01-01', '2026-11-27', '2025-01-01', '2025-12-31'],
    ['last_year', '2025-01-01', '2025-12-31', '2024-01-01', '2024-12-31'],
  ] as const)('%s is %s to %s, and comes after %s to %s', (name, from, to, beforeFrom, beforeTo) => {
    const period = periodNamed(name, today);
    expect(period).toEqual({ name, from, to });
    expect(daysBefore(period)).toEqual({ from: beforeFrom, to: beforeTo });
  });

  it('of last quarter in January lies in the year before', () =>
    expect(periodNamed('last_quarter', '2027-01-01')).toEqual({ name: 'last_quarter', from: '2026-10-01', to: '2026-12-31' }));

  it('of a week on a Sunday began on the Monday before', () =>
    expect(periodNamed('this_week', '2026-11-29').from).toBe('2026-11-23'));

  it('of one’s own comes after as many days', () =>
    expect(daysBefore({ name: 'custom', from: '2026-03-01', to: '2026-03-10' })).toEqual({
      from: '2026-02-19',
      to: '2026-02-28',
    }));

  it.each(periodNames)('%s is read back from the address, and is one that the API takes', (name) => {
    const period = periodNamed(name, today);
    expect(read(new URLSearchParams(addressOfPeriod(period)).toString())).toEqual(period);
    expect(isRange(period)).toBe(true);
  });

  it('of one’s own is read back from the address', () =>
    expect(read('from=2026-02-01&to=2026-02-28')).toEqual({ name: 'custom', from: '2026-02-01', to: '2026-02-28' }));

  it.each([
    '',
    'period=next_month',
    'from=2026-02-30&to=2026-03-01',
    'from=2026-03-02&to=2026-03-01',
    'from=2025-01-01&to=2026-11-01',
  ])('is this month where the address says "%s"', (query) => expect(read(query)).toEqual(periodNamed('this_month', today)));
});

describe('what a period is compared with', () => {
  const newYork = 'America/New_York';
  const now = '2026-11-27T17:00:00.000Z';

  it('is half a day where the day is half over', () =>
    expect(spanBefore(periodNamed('today', today), now, newYork)).toEqual({
      from: '2026-11-26T05:00:00.000Z',
      to: '2026-11-26T17:00:00.000Z',
    }));

  it('is whole where the period is over', () =>
    expect(spanBefore(periodNamed('yesterday', today), now, newYork)).toEqual(
      spanOf({ from: '2026-11-25', to: '2026-11-25' }, newYork),
    ));

  it('never reaches into the period: February ends before 31 days of March are over', () => {
    const march = { name: 'this_month', from: '2026-03-01', to: '2026-03-31' } as const;
    expect(spanBefore(march, '2026-03-31T22:00:00.000Z', 'UTC')).toEqual({
      from: '2026-02-01T00:00:00.000Z',
      to: '2026-03-01T00:00:00.000Z',
    });
  });

  it('begins and ends with the days of the store, also where the clocks change', () =>
    expect(spanOf({ from: '2026-11-01', to: '2026-11-01' }, newYork)).toEqual({
      from: '2026-11-01T04:00:00.000Z',
      to: '2026-11-02T05:00:00.000Z',
    }));
});
