import { domainErrorOf } from '@tollgate/testing';
import { timeZone } from './time-zone.js';

const iso = (moment: number): string => new Date(moment).toISOString();
const begin = (zone: string, day: string): string => iso(timeZone(zone).startOfDay(day));
const day = (zone: string, moment: string): string => timeZone(zone).dayOf(Date.parse(moment));

describe('R1: a day of the calendar', () => {
  it.each([
    ['UTC', '2026-11-23', '2026-11-23T00:00:00.000Z'],
    ['America/Menominee', '2026-12-31', '2026-12-31T06:00:00.000Z'],
    ['Pacific/Kiritimati', '2027-01-01', '2026-12-31T10:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-23', '2026-11-22T18:30:00.000Z'],
    ['Asia/Kathmandu', '2026-11-23', '2026-11-22T18:15:00.000Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
    ['Pacific/Apia', '2026-11-23', '2026-11-22T11:00:00.000Z'],
    // The clocks pass over midnight: the day begins at one.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z'],
    // The clocks are put back from midnight to eleven: the day before has an hour more.
    ['America/Santiago', '2026-04-05', '2026-04-05T04:00:00.000Z'],
    // Midnight comes twice, and the day begins with the first.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
  ])('in %s: %s begins at %s', (...[zone, name, moment]) => expect(begin(zone, name)).toBe(moment));

  it('is the one that a moment lies in', () => {
    expect(day('America/Menominee', '2026-12-31T19:50:00-06:00')).toBe('2026-12-31');
    expect(day('Pacific/Kiritimati', '2026-12-31T19:50:00-06:00')).toBe('2027-01-01');
    expect(day('America/New_York', '2026-11-01T01:30:00-04:00')).toBe('2026-11-01');
    expect(day('America/New_York', '2026-11-01T01:30:00-05:00')).toBe('2026-11-01');
    expect(day('America/Santiago', '2026-09-06T03:59:59Z')).toBe('2026-09-05');
    expect(day('America/Santiago', '2026-09-06T04:00:00Z')).toBe('2026-09-06');
  });

  it('of a zone that nobody knows is refused', () =>
    expect(domainErrorOf(() => timeZone('Mars/Olympus'))).toMatchObject({ code: 'invalid_time_zone', field: '/timeZone' }));
});

describe('an hour of a day', () => {
  it.each([
    ['UTC', '2026-11-27', 6, '2026-11-27T06:00:00.000Z'],
    ['America/New_York', '2026-07-01', 8, '2026-07-01T12:00:00.000Z'],
    ['America/New_York', '2026-12-01', 8, '2026-12-01T13:00:00.000Z'],
    ['Asia/Kathmandu', '2026-12-01', 0, '2026-11-30T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-12-01', 23, '2026-12-01T09:00:00.000Z'],
  ])('in %s, %s at %i, is a moment', (zone, day, hour, moment) =>
    expect(iso(timeZone(zone).firstMomentAt(day, hour))).toBe(moment),
  );

  it.each([
    ['Europe/Berlin', '2026-03-29', 2, '2026-03-29T01:00:00.000Z'],
    ['America/New_York', '2026-03-08', 2, '2026-03-08T07:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', 0, '2026-04-23T22:00:00.000Z'],
    // A whole day was passed over, to the other side of the date line.
    ['Pacific/Apia', '2011-12-30', 8, '2011-12-30T10:00:00.000Z'],
  ])('that the clocks of %s pass over, %s at %i, is the first moment after it', (zone, day, hour, moment) =>
    expect(iso(timeZone(zone).firstMomentAt(day, hour))).toBe(moment),
  );

  it.each([
    ['Europe/Berlin', '2026-10-25', 2, '2026-10-25T00:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', 1, '2026-04-04T14:00:00.000Z'],
    ['America/Havana', '2026-11-01', 0, '2026-11-01T04:00:00.000Z'],
  ])('that the clocks of %s go through twice, %s at %i, is its first time', (zone, day, hour, moment) =>
    expect(iso(timeZone(zone).firstMomentAt(day, hour))).toBe(moment),
  );
});
