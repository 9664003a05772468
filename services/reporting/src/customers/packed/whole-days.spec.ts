import { wholeDaysOf } from './whole-days.js';

const ms = Date.parse;
const told = (from: string, to: string): readonly string[] | undefined => {
  const days = wholeDaysOf(ms(from), ms(to));
  return days && [days.fromMs, days.toMs].map((moment) => new Date(moment).toISOString().slice(0, 16));
};

describe('the whole days of a time', () => {
  it.each([
    ['2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z', ['2026-11-01T00:00', '2026-12-01T00:00']],
    ['2026-11-01T04:00:00Z', '2026-12-01T05:00:00Z', ['2026-11-02T00:00', '2026-12-01T00:00']],
    ['2026-10-31T18:15:00Z', '2026-11-02T00:00:00.001Z', ['2026-11-01T00:00', '2026-11-02T00:00']],
  ])('lie within it: %s to %s', (from, to, days) => expect(told(from, to)).toEqual(days));

  it.each([
    ['2026-11-01T04:00:00Z', '2026-11-02T04:00:00Z'],
    ['2026-11-01T00:00:00Z', '2026-11-01T23:59:59.999Z'],
    ['2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z'],
  ])('are none from %s to %s', (from, to) => expect(told(from, to)).toBeUndefined());
});
