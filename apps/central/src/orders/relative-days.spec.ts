import { daysNamed, isRelative, relativeDays } from './relative-days.js';

describe('days that go by today', () => {
  it.each([
    ['today', '2028-03-01', '2028-03-01'],
    ['yesterday', '2028-02-29', '2028-02-29'],
    ['last_7_days', '2028-02-24', '2028-03-01'],
    ['last_30_days', '2028-02-01', '2028-03-01'],
    ['this_week', '2028-02-28', '2028-03-01'],
    ['last_week', '2028-02-21', '2028-02-27'],
    ['this_month', '2028-03-01', '2028-03-01'],
    ['last_month', '2028-02-01', '2028-02-29'],
  ] as const)('%s are %s to %s on the first of March after a leap day', (name, from, to) =>
    expect(daysNamed(name, '2028-03-01')).toEqual({ from, to }),
  );

  it('are those of the menu alone', () =>
    expect([...relativeDays.map(isRelative), isRelative('this_year'), isRelative('toString')]).toEqual([
      ...relativeDays.map(() => true),
      false,
      false,
    ]));
});
