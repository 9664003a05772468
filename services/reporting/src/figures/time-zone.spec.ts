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

  it('holds every moment of a year once, in whatever zone', () => {
    for (const name of [
      'America/Menominee',
      'Pacific/Kiritimati',
      'America/New_York',
      'America/Santiago',
      'Australia/Lord_Howe',
      'America/Havana',
    ]) {
      const zone = timeZone(name);
      const end = zone.startOfDay('2027-01-01');
      let begun = zone.startOfDay('2026-01-01');
      let days = 0;
      for (; begun < end; days += 1) {
        const next = zone.startOfDay(zone.dayOf(begun + 30 * 3_600_000));
        expect(zone.dayOf(begun)).not.toBe(zone.dayOf(begun - 1));
        expect(zone.dayOf(next - 1)).toBe(zone.dayOf(begun));
        begun = next;
      }
      expect([name, days]).toEqual([name, 365]);
    }
  });

  it('of a zone that nobody knows is refused', () =>
    expect(domainErrorOf(() => timeZone('Mars/Olympus'))).toMatchObject({ code: 'invalid_time_zone', field: '/timeZone' }));
});
