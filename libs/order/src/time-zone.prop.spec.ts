import fc from 'fast-check';
import { dayAfter, timeZone } from './time-zone.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;

/** Those of R1 (America/Menominee, Pacific/Kiritimati, New York, Santiago), and those whose clocks do what few do: midnight twice, half an hour,
 *  two hours, quarters of an hour, Ramadan, the other hemisphere. */
const names = [
  'America/Menominee',
  'Pacific/Kiritimati',
  'America/New_York',
  'America/Santiago',
  'America/Havana',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Europe/Berlin',
  'UTC',
];
const from = Date.UTC(2024, 0, 1);
const to = Date.UTC(2031, 0, 1);

/** The moments within these years at which a zone's clocks are moved, to the minute, found by asking ICU alone. */
const movesOf = (name: string): readonly number[] => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  const offset = (moment: number): string => format.format(moment).split(', ')[1] ?? '';
  const moves: number[] = [];
  for (let day = from; day < to; day += DAY_MS) {
    if (offset(day) === offset(day + DAY_MS)) continue;
    let [before, after] = [day, day + DAY_MS];
    while (after - before > MINUTE_MS) {
      const between = before + Math.floor((after - before) / (2 * MINUTE_MS)) * MINUTE_MS;
      if (offset(between) === offset(before)) before = between;
      else after = between;
    }
    moves.push(after);
  }
  return moves;
};
const moves = new Map(names.map((name) => [name, movesOf(name)]));

/** A zone and a moment: any, or one within two days of a move of its clocks, to the millisecond. */
const places = fc.constantFrom(...names).chain((name) => {
  const near = (moves.get(name) ?? []).map((move) => fc.integer({ min: move - 2 * DAY_MS, max: move + 2 * DAY_MS }));
  const at = (moves.get(name) ?? []).flatMap((move) => [fc.constant(move - 1), fc.constant(move)]);
  return fc.tuple(fc.constant(name), fc.oneof(fc.integer({ min: from, max: to }), ...near, ...at));
});

/** What people of the zone call the day, by ICU's own calendar. */
const calendarDay = (name: string, moment: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: name, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);

describe('R1: the days of a store', () => {
  it('are moved by clocks in those zones where they are', () => {
    const count = (name: string): number => moves.get(name)?.length ?? 0;
    expect(['America/New_York', 'America/Santiago', 'Antarctica/Troll', 'UTC'].map(count)).toEqual([14, 14, 14, 0]);
  });

  it('hold every moment in exactly one, as the calendar of the zone has it', () =>
    fc.assert(
      fc.property(places, ([name, moment]) => {
        const zone = timeZone(name);
        const day = zone.dayOf(moment);
        expect(day).toBe(calendarDay(name, moment));
        expect(zone.startOfDay(day)).toBeLessThanOrEqual(moment);
        expect(zone.startOfDay(dayAfter(day))).toBeGreaterThan(moment);
      }),
      { numRuns: 2_000 },
    ));

  it('begin with their first moment, one right after the other, and have 22 to 26 hours', () =>
    fc.assert(
      fc.property(places, ([name, moment]) => {
        const zone = timeZone(name);
        const day = zone.dayOf(moment);
        const [start, next] = [zone.startOfDay(day), zone.startOfDay(dayAfter(day))];
        expect([calendarDay(name, start), calendarDay(name, next - 1)]).toEqual([day, day]);
        expect([calendarDay(name, start - 1), calendarDay(name, next)]).not.toContain(day);
        expect([22, 23, 23.5, 24, 24.5, 25, 26]).toContain((next - start) / HOUR_MS);
      }),
      { numRuns: 2_000 },
    ));
});
