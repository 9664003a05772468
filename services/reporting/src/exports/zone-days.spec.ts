import { beginOfDay, dayAfter, dayIn, momentsOf } from './zone-days.js';

const dayOf = (at: string, timeZone: string): string => dayIn(timeZone)(Date.parse(at));
const beginOf = (day: string, timeZone: string): string => new Date(beginOfDay(day, timeZone)).toISOString();

describe('R1: the days of a time zone', () => {
  it.each([
    ['2026-12-31T19:50:00-06:00', 'America/Menominee', '2026-12-31'],
    ['2026-12-31T19:50:00-06:00', 'Pacific/Kiritimati', '2027-01-01'],
    ['2026-11-01T01:30:00-04:00', 'America/New_York', '2026-11-01'],
    ['2026-11-01T01:30:00-05:00', 'America/New_York', '2026-11-01'],
    ['2026-11-23T23:59:59.999Z', 'UTC', '2026-11-23'],
    ['2026-11-23T18:15:00Z', 'Asia/Kathmandu', '2026-11-24'],
  ])('%s is in %s on %s', (...[at, zone, day]) => expect(dayOf(at, zone)).toBe(day));

  it.each([
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['2027-01-01', 'Pacific/Kiritimati', '2026-12-31T10:00:00.000Z'],
    ['2026-11-24', 'Asia/Kathmandu', '2026-11-23T18:15:00.000Z'],
    ['2026-01-01', 'Pacific/Pago_Pago', '2026-01-01T11:00:00.000Z'],
  ])('%s in %s begins at %s', (...[day, zone, at]) => expect(beginOf(day, zone)).toBe(at));

  it('begin at one o’clock where the clock leaves out midnight', () => {
    expect(beginOf('2026-09-06', 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
    expect(dayOf('2026-09-06T03:59:59Z', 'America/Santiago')).toBe('2026-09-05');
  });

  it.each(['America/Santiago', 'America/New_York', 'Australia/Lord_Howe', 'Europe/Berlin', 'Pacific/Chatham'])(
    'follow each other without gap for a year in %s',
    (zone) => {
      for (let day = '2026-01-01'; day <= '2026-12-31'; day = dayAfter(day)) {
        const { from, to } = momentsOf({ from: day, to: day, timeZone: zone });
        expect(to).toBe(beginOf(dayAfter(day), zone));
        expect([dayOf(from, zone), dayIn(zone)(Date.parse(to) - 1)]).toEqual([day, day]);
        expect(dayIn(zone)(Date.parse(from) - 1) < day).toBe(true);
      }
    },
  );

  it('are those of no other zone', () => expect(() => dayIn('Mars/Olympus')).toThrow(RangeError));
});
