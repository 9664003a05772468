import fc from 'fast-check';
import { givingWay, type HeldFile } from './cache-room.js';

const file = (sizeBytes: number, usedAtMs: number, readers = 0): HeldFile => ({ sizeBytes, usedAtMs, readers });

describe('room in the cache', () => {
  it('asks nobody to give way while there is enough', () => {
    expect(givingWay([file(50, 1)], { sizeBytes: 50, mostBytes: 100 })).toEqual([]);
  });

  it('is made by the files that were not asked for the longest, and by no more than are needed', () => {
    const [old, older, fresh] = [file(30, 2), file(30, 1), file(30, 3)];
    expect(givingWay([old, older, fresh], { sizeBytes: 50, mostBytes: 100 })).toEqual([older, old]);
    expect(givingWay([old, older, fresh], { sizeBytes: 30, mostBytes: 100 })).toEqual([older]);
  });

  it('is not made by files that are being read', () => {
    expect(givingWay([file(60, 1, 2), file(30, 2)], { sizeBytes: 50, mostBytes: 100 })).toBeUndefined();
  });

  it('is never there for a file that is larger than all of it', () => {
    expect(givingWay([], { sizeBytes: 101, mostBytes: 100 })).toBeUndefined();
  });

  it('holds what comes in, whatever was there', () => {
    const files = fc.array(fc.record({ sizeBytes: fc.nat(50), usedAtMs: fc.nat(9), readers: fc.nat(1) }));
    fc.assert(
      fc.property(files, fc.nat(120), (held, sizeBytes) => {
        const going = givingWay(held, { sizeBytes, mostBytes: 100 });
        if (going === undefined) return;
        const left = held.filter((one) => !going.includes(one));
        expect(going.every(({ readers }) => readers === 0)).toBe(true);
        expect(left.reduce((sum, one) => sum + one.sizeBytes, sizeBytes)).toBeLessThanOrEqual(100);
      }),
    );
  });
});
