import { nextTryAt, outcomeOf } from './try-outcome.js';

describe('an answer to a webhook', () => {
  it.each([200, 201, 202, 204, 299])('of %i is a success', (status) =>
    expect(outcomeOf({ status })).toEqual({ kind: 'succeeded' }),
  );

  it.each([0, 199, 301, 302, 307, 400, 401, 404, 409, 429, 500, 503])('of %i is tried again', (status) =>
    expect(outcomeOf({ status })).toEqual({ kind: 'failed', leastWaitMs: 0 }),
  );

  it('of 410 ends it', () => expect(outcomeOf({ status: 410 })).toEqual({ kind: 'gone' }));

  it.each([
    ['30', 30_000],
    ['0', 0],
    ['999999', 3_600_000],
    ['-1', 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 0],
    ['1e9', 0],
  ])('that asks for %s s is waited for %i ms at least', (retryAfter, leastWaitMs) =>
    expect(outcomeOf({ status: 503, retryAfter })).toEqual({ kind: 'failed', leastWaitMs }),
  );
});

describe('the next try', () => {
  const now = new Date('2026-11-28T00:00:00Z');
  const after = (ms: number): Date => new Date(now.getTime() + ms);

  it('is after the wait', () => expect(nextTryAt(now, 4_000, after(72 * 3_600_000))).toEqual(after(4_000)));
  it('is at the end of the time where the wait is longer', () =>
    expect(nextTryAt(now, 4_000, after(1_000))).toEqual(after(1_000)));
  it('is none after the end', () => expect(nextTryAt(now, 4_000, now)).toBeUndefined());
});
