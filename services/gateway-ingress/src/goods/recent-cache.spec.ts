import { RecentCache } from './recent-cache.js';

describe('a cache of what was asked lately', () => {
  let nowMs = 0;
  const clock = { now: () => new Date(nowMs) };
  const cache = () => new RecentCache<string>({ maxAgeMs: 1_000, maxCount: 2, clock });

  it('knows a value until its time is over', () => {
    const one = cache();
    one.set('a', 'x');
    nowMs += 999;
    expect(one.get('a')).toBe('x');
    nowMs += 1;
    expect(one.get('a')).toBeUndefined();
  });

  it('drops what was used longest ago', () => {
    const one = cache();
    one.set('a', 'x');
    one.set('b', 'y');
    one.get('a');
    one.set('c', 'z');
    expect([one.get('a'), one.get('b'), one.get('c')]).toEqual(['x', undefined, 'z']);
  });

  it('forgets what it is told to forget', () => {
    const one = cache();
    one.set('a', 'x');
    one.delete('a');
    expect(one.get('a')).toBeUndefined();
  });
});
