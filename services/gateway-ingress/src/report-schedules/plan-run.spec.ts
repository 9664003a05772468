import { dueAtOf, nextRunDay, periodOn, planRun, planRunNow, type Rhythm } from './plan-run.js';

const daily: Rhythm = { every: 'day', weekday: 1, monthDay: 1, hour: 8, timeZone: 'America/New_York' };
const mondays: Rhythm = { ...daily, every: 'week' };
const monthly: Rhythm = { ...daily, every: 'month' };
/** Noon in New York, in winter. */
const noonOf = (day: string): Date => new Date(`${day}T17:00:00Z`);

describe('a report by mail', () => {
  it.each([
    ['today, before the hour', daily, '2026-11-27T12:59:59Z', '2026-11-27'],
    ['tomorrow, from the hour on', daily, '2026-11-27T13:00:00Z', '2026-11-28'],
    ['on its weekday', mondays, '2026-11-27T13:00:00Z', '2026-11-30'],
    ['on its day of the month', monthly, '2026-11-27T13:00:00Z', '2026-12-01'],
    ['on the last day of a shorter month', { ...monthly, monthDay: 31 }, '2026-11-27T13:00:00Z', '2026-11-30'],
    ['on the 29th of a leap February', { ...monthly, monthDay: 30 }, '2028-02-10T13:00:00Z', '2028-02-29'],
  ])('goes out next %s', (_, rhythm, now, day) => expect(nextRunDay(rhythm, new Date(now))).toBe(day));

  it.each([
    ['yesterday', '2026-12-01', '2026-11-30', '2026-11-30'],
    ['last_week', '2026-11-30', '2026-11-23', '2026-11-29'],
    ['last_week', '2026-11-29', '2026-11-16', '2026-11-22'],
    ['last_month', '2026-12-15', '2026-11-01', '2026-11-30'],
    ['last_month', '2027-01-01', '2026-12-01', '2026-12-31'],
    ['month_to_date', '2026-12-01', '2026-11-01', '2026-11-30'],
    ['month_to_date', '2026-12-15', '2026-12-01', '2026-12-14'],
  ] as const)('of %s is, on %s, of %s to %s', (period, day, from, to) => expect(periodOn(period, day)).toEqual({ from, to }));

  it('is not planned before it is due, and then as of its hour', () => {
    const runDay = '2026-11-27';
    expect(planRun(daily, 'yesterday', { runDay, now: new Date('2026-11-27T12:59:59Z') })).toBeUndefined();
    const planned = { day: runDay, dueAt: new Date('2026-11-27T13:00:00Z'), from: '2026-11-26', to: '2026-11-26' };
    expect(planRun(daily, 'yesterday', { runDay, now: noonOf(runDay) })).toEqual(planned);
  });

  it.each([
    ['days that adjoin', daily, 'yesterday', '2026-11-23', '2026-11-26'],
    ['days that overlap', daily, 'last_week', '2026-11-16', '2026-11-22'],
    ['months to date, over the turn of a month', daily, 'month_to_date', '2026-11-01', '2026-11-26'],
    ['no days between that nobody asked for', mondays, 'yesterday', '2026-11-22', '2026-11-22'],
  ] as const)('that was missed is sent once: %s', (_, rhythm, period, from, to) => {
    const runDay = rhythm === mondays ? '2026-11-16' : '2026-11-24';
    const planned = planRun(rhythm, period, { runDay, now: noonOf('2026-11-27') });
    const day = rhythm === mondays ? '2026-11-23' : '2026-11-27';
    expect(planned).toEqual({ day, dueAt: dueAtOf(rhythm, day), from, to });
  });

  it('that was missed for longer than a year is of the last year', () => {
    const planned = planRun(daily, 'yesterday', { runDay: '2020-01-01', now: noonOf('2026-11-27') });
    expect(planned).toMatchObject({ from: '2025-11-26', to: '2026-11-26' });
  });

  it('that is asked for now is the one of today', () =>
    expect(planRunNow(daily, 'yesterday', new Date('2026-11-27T03:00:00Z'))).toEqual({
      day: '2026-11-26',
      dueAt: new Date('2026-11-27T03:00:00Z'),
      from: '2026-11-25',
      to: '2026-11-25',
    }));
});
