import { startOf } from './grains.js';

describe('a roll-up keeps the sums of', () => {
  it.each([
    ['2026-11-23T12:00:00.000Z', '12:00'],
    ['2026-11-23T12:14:59.999Z', '12:00'],
    ['2026-11-23T12:15:00.000Z', '12:15'],
    ['2026-11-23T12:59:59.999Z', '12:45'],
  ])('%s with its quarter', (at, quarter) => expect(startOf.quarter(at)).toBe(`2026-11-23T${quarter}:00.000Z`));

  it('the hour, the day and the month, in UTC', () =>
    expect([startOf.hour, startOf.day, startOf.month].map((start) => start('2026-11-23T12:59:59.999Z'))).toEqual([
      '2026-11-23T12:00:00.000Z',
      '2026-11-23T00:00:00.000Z',
      '2026-11-01T00:00:00.000Z',
    ]));
});
