import { dueAgain, isGivenUp } from './sweep-again.js';

describe('an event that nothing follows from', () => {
  it('is published again after 30 s, a minute, two minutes', () =>
    expect([0, 1, 2].map((tries) => dueAgain(tries, 1_000, 30_000))).toEqual([31_000, 61_000, 121_000]));
  it('is left as it is after six times, a quarter of an hour after the first', () => {
    const sixthAtMs = [0, 1, 2, 3, 4].reduce((atMs, tries) => dueAgain(tries, atMs, 30_000), 0);
    expect(sixthAtMs).toBe(930_000);
    expect(isGivenUp(5)).toBe(false);
    expect(isGivenUp(6)).toBe(true);
  });
});
