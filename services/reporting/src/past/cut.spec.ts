import { cutAt, endAt } from './cut.js';

const ms = Date.parse;
const period = { fromMs: ms('2026-11-01T00:00:00Z'), toMs: ms('2026-12-01T00:00:00Z') };

describe('a period as it was known at a moment', () => {
  it('is the whole period where it was over, or nobody asks for the past', () => {
    for (const at of ['', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'])
      expect(cutAt(at, period)).toEqual({ toMs: period.toMs, untilMs: undefined });
  });

  it('ends with the last whole quarter of an hour, and the events from there on', () =>
    expect(cutAt('2026-11-27T10:17:30.250Z', period)).toEqual({
      toMs: ms('2026-11-27T10:15:00Z'),
      untilMs: ms('2026-11-27T10:17:30.250Z'),
    }));

  it('has what happened at the moment itself', () =>
    expect(cutAt('2026-11-27T10:15:00Z', period)).toEqual({
      toMs: ms('2026-11-27T10:15:00Z'),
      untilMs: ms('2026-11-27T10:15:00Z'),
    }));

  it('is nothing before it began', () =>
    expect(cutAt('2026-10-31T23:59:59Z', period)).toEqual({ toMs: period.fromMs, untilMs: undefined }));

  it('is none of what is no time', () => expect(() => cutAt('yesterday', period)).toThrow('invalid_date'));
});

describe('the end of a period that is read event by event', () => {
  it.each([
    ['', '2026-12-01T00:00:00.000Z'],
    ['2026-11-27T10:17:30.250Z', '2026-11-27T10:17:30.251Z'],
    ['2027-01-01T00:00:00Z', '2026-12-01T00:00:00.000Z'],
  ])('at %s is %s', (at, end) => expect(new Date(endAt(at, period.toMs)).toISOString()).toBe(end));
});
