import { changedSchedule, type PlannedFields } from './changed-schedule.js';

const place = { timeZone: 'Europe/Berlin', now: new Date('2026-11-27T12:00:00Z') };
const due: PlannedFields = {
  report: 'journal',
  format: 'csv',
  currency: '',
  period: 'yesterday',
  every: 'day',
  weekday: 1,
  monthDay: 1,
  hour: 8,
  language: 'de',
  sendsEmpty: true,
  isPaused: false,
  runDay: '2026-11-27',
};

describe('a report by mail that is changed', () => {
  it.each([
    ['to another hour goes out then, today', { hour: 18 }, '2026-11-27'],
    ['to an hour that is over today goes out tomorrow', { hour: 7 }, '2026-11-28'],
    ['to Mondays goes out on Monday', { every: 'week' }, '2026-11-30'],
    ['in its format goes out when it was due', { format: 'pdf' }, due.runDay],
    ['in nothing goes out when it was due', { hour: 8, isPaused: false }, due.runDay],
  ] as const)('%s', (_, change, runDay) => expect(changedSchedule(due, change, place)).toEqual({ ...due, ...change, runDay }));

  it('to go on after a pause sends nothing of what it missed', () => {
    const paused = changedSchedule(due, { isPaused: true }, place);
    expect(paused.runDay).toBe(due.runDay);
    expect(changedSchedule(paused, { isPaused: false }, place).runDay).toBe('2026-11-28');
  });
});
