import { LookupLimit } from './lookup-limit.js';

describe('the limit of look-ups', () => {
  it('is reached by twenty misses of one address within ten minutes, and by nobody else’s', () => {
    const limit = new LookupLimit();
    for (let second = 0; second < 19; second += 1) limit.miss('203.0.113.9', second * 1_000);
    expect(limit.isReached('203.0.113.9', 20_000)).toBe(false);
    limit.miss('203.0.113.9', 20_000);
    expect(limit.isReached('203.0.113.9', 599_999)).toBe(true);
    expect(limit.isReached('198.51.100.7', 20_000)).toBe(false);
    expect(limit.isReached('203.0.113.9', 600_000)).toBe(false);
  });
});
