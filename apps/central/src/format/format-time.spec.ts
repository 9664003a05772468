import {
  dayIn,
  daysAfter,
  formatDay,
  formatMoment,
  formatRelative,
  formatShort,
  formatShortDay,
  startOfDay,
  zoneName,
} from './format-time.js';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const berlin = { tag: 'en-GB', timeZone: 'Europe/Berlin' };

describe('a time', () => {
  it('is told in the store’s zone, with its name', () =>
    expect(plain(formatMoment('2026-11-27T13:05:00Z', berlin))).toBe('27 Nov 2026, 14:05 CET'));

  it('names another zone in summer', () => expect(zoneName('2026-07-01T12:00:00Z', berlin)).toBe('CEST'));

  it('goes without its year within the year, which is the store’s', () => {
    expect(formatShort('2026-12-31T22:30:00Z', '2026-12-31T23:30:00Z', berlin)).toContain('2026');
    expect(formatShort('2026-12-30T22:30:00Z', '2026-12-31T22:30:00Z', berlin)).not.toContain('2026');
  });

  it.each([
    [-30, '30 seconds ago'],
    [-180, '3 minutes ago'],
    [-7_200, '2 hours ago'],
    [-86_400, 'yesterday'],
    [3_600, 'in 1 hour'],
  ])('%i seconds from now is told as "%s"', (seconds, expected) => {
    const now = Date.parse('2026-11-27T12:00:00Z');
    expect(formatRelative(new Date(now + seconds * 1_000).toISOString(), new Date(now).toISOString(), 'en')).toBe(expected);
  });
});

describe('a day', () => {
  it.each([
    ['2026-11-27', 'Europe/Berlin', '2026-11-26T23:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['2027-01-01', 'Pacific/Kiritimati', '2026-12-31T10:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-03-29', 'Asia/Kathmandu', '2026-03-28T18:15:00.000Z'],
    ['2026-11-27', 'UTC', '2026-11-27T00:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, expected) => expect(startOfDay(day, zone)).toBe(expected));

  it('ends where the next one begins, also when the clocks change', () => {
    const length = (day: string, zone: string): number =>
      (Date.parse(startOfDay(daysAfter(day, 1), zone)) - Date.parse(startOfDay(day, zone))) / 3_600_000;
    expect(length('2026-11-01', 'America/New_York')).toBe(25);
    expect(length('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(length('2026-09-06', 'America/Santiago')).toBe(23);
  });

  it('of a moment is that of the store', () => {
    expect(dayIn('2027-01-01T01:50:00Z', 'America/Menominee')).toBe('2026-12-31');
    expect(dayIn('2026-12-31T10:00:00Z', 'Pacific/Kiritimati')).toBe('2027-01-01');
  });
});

describe('a day of the calendar', () => {
  it('is written as itself, whatever the zone', () => expect(formatDay('2026-11-23', 'en-GB')).toBe('23 Nov 2026'));
  it('may go without its year', () => expect(formatShortDay('2026-11-23', 'en-GB')).toBe('23 Nov'));
  it('may be a month', () => expect(formatDay('2026-11', 'en-GB')).toBe('Nov 2026'));
});
