import { dayAt, firstMomentAt } from './local-time.js';

describe('an hour of a day', () => {
  it.each([
    ['UTC', '2026-11-27', 6, '2026-11-27T06:00:00.000Z'],
    ['America/New_York', '2026-07-01', 8, '2026-07-01T12:00:00.000Z'],
    ['America/New_York', '2026-12-01', 8, '2026-12-01T13:00:00.000Z'],
    ['Asia/Kathmandu', '2026-12-01', 0, '2026-11-30T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-12-01', 23, '2026-12-01T09:00:00.000Z'],
  ])('in %s, %s at %i, is a moment', (zone, day, hour, moment) =>
    expect(firstMomentAt(day, hour, zone).toISOString()).toBe(moment),
  );

  it.each([
    ['Europe/Berlin', '2026-03-29', 2, '2026-03-29T01:00:00.000Z'],
    ['America/New_York', '2026-03-08', 2, '2026-03-08T07:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', 0, '2026-04-23T22:00:00.000Z'],
    // A whole day was passed over, to the other side of the date line.
    ['Pacific/Apia', '2011-12-30', 8, '2011-12-30T10:00:00.000Z'],
  ])('that the clocks of %s pass over, %s at %i, is the first moment after it', (zone, day, hour, moment) =>
    expect(firstMomentAt(day, hour, zone).toISOString()).toBe(moment),
  );

  it.each([
    ['Europe/Berlin', '2026-10-25', 2, '2026-10-25T00:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', 1, '2026-04-04T14:00:00.000Z'],
    ['America/Havana', '2026-11-01', 0, '2026-11-01T04:00:00.000Z'],
  ])('that the clocks of %s go through twice, %s at %i, is its first time', (zone, day, hour, moment) =>
    expect(firstMomentAt(day, hour, zone).toISOString()).toBe(moment),
  );
});

it.each([
  ['2026-11-27T04:59:59.999Z', '2026-11-26'],
  ['2026-11-27T05:00:00.000Z', '2026-11-27'],
])('a moment lies in a day of the zone: %s in %s', (moment, day) =>
  expect(dayAt(new Date(moment), 'America/New_York')).toBe(day),
);
