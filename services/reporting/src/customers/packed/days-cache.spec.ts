import { DaysCache } from './days-cache.js';
import { packedColumns } from './packed-columns.js';
import type { PackedDay } from './packed-customers.js';

/** A hundred bytes. */
const day = (dayMs: number): PackedDay => ({
  currency: 'USD',
  dayMs,
  bought: packedColumns(new Uint8Array(100)),
  returned: packedColumns(new Uint8Array()),
});
const range = (fromMs: number, toMs: number) => ({ fromMs, toMs });
const daysIn = (fromMs: number, toMs: number) => Array.from({ length: toMs - fromMs }, (_, index) => day(fromMs + index));
const told = (days: readonly PackedDay[] | undefined) => days?.map(({ dayMs }) => dayMs);

describe('days that were read lately', () => {
  it('are read once, and those before and after them alone when more is asked for', () => {
    const cache = new DaysCache(10_000);
    expect(cache.missing('a', range(3, 6))).toEqual([range(3, 6)]);
    cache.add('a', range(3, 6), daysIn(3, 6));
    expect(cache.missing('a', range(4, 6))).toEqual([]);
    expect(cache.missing('a', range(1, 9))).toEqual([range(1, 3), range(6, 9)]);
    for (const part of [range(1, 3), range(6, 9)]) cache.add('a', part, daysIn(part.fromMs, part.toMs));
    expect(told(cache.take('a', range(1, 9)))?.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(told(cache.take('a', range(5, 7)))?.toSorted()).toEqual([5, 6]);
    expect(cache.take('b', range(5, 7))).toBeUndefined();
  });

  it('have no gap: a range that touches none of them takes their place', () => {
    const cache = new DaysCache(10_000);
    cache.add('a', range(1, 3), daysIn(1, 3));
    expect(cache.missing('a', range(7, 9))).toEqual([range(7, 9)]);
    cache.add('a', range(7, 9), daysIn(7, 9));
    expect(cache.take('a', range(1, 9))).toBeUndefined();
    expect(told(cache.take('a', range(7, 9)))).toEqual([7, 8]);
  });

  it('are dropped where they are too many, those that nobody asked for longest first', () => {
    const cache = new DaysCache(450);
    for (const name of ['a', 'b']) cache.add(name, range(0, 2), daysIn(0, 2));
    expect(told(cache.take('a', range(0, 2)))).toEqual([0, 1]);
    cache.add('c', range(0, 2), daysIn(0, 2));
    expect(told(cache.take('c', range(0, 2)))).toEqual([0, 1]);
    expect(['a', 'b', 'c'].map((name) => cache.take(name, range(0, 2)) !== undefined)).toEqual([true, false, true]);
  });
});
