import { sinceTime } from './since-time.js';

const now = new Date('2026-11-26T12:00:00.000Z');

describe('since', () => {
  it.each([
    ['90s', '2026-11-26T11:58:30.000Z'],
    ['15m', '2026-11-26T11:45:00.000Z'],
    ['2h', '2026-11-26T10:00:00.000Z'],
    ['3d', '2026-11-23T12:00:00.000Z'],
    ['2026-11-26', '2026-11-26T00:00:00.000Z'],
    ['2026-11-26T09:00:00+01:00', '2026-11-26T08:00:00.000Z'],
  ])('%s means %s', (text, expected) => expect(sinceTime(text, now)?.toISOString()).toBe(expected));
  it.each(['', 'yesterday', '2x', '-1h', '2026-13-40', '2026-11-26T09:00:00'])('%j means nothing', (text) =>
    expect(sinceTime(text, now)).toBeUndefined(),
  );
});
