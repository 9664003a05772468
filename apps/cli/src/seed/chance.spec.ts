import { Chance, Weighted } from './chance.js';

const words = (chance: Chance, count: number): readonly number[] => Array.from({ length: count }, () => chance.word());

describe('chance', () => {
  it('is the same for the same names, and another one for others', () => {
    expect(words(Chance.of('order', 1), 50)).toEqual(words(Chance.of('order', 1), 50));
    expect(words(Chance.of('order', 1), 50)).not.toEqual(words(Chance.of('order', 2), 50));
  });

  it('is spread evenly', () => {
    const chance = Chance.of('spread');
    const drawn = Array.from({ length: 20_000 }, () => chance.below(10));
    for (let digit = 0; digit < 10; digit += 1) {
      const share = drawn.filter((one) => one === digit).length / drawn.length;
      expect(Math.abs(share - 0.1)).toBeLessThan(0.01);
    }
  });

  it('makes UUIDs of version 7 that lie in the order of their moments, and never the same twice', () => {
    const chance = Chance.of('uuid');
    const ids = Array.from({ length: 5_000 }, (_, index) => chance.uuid(1_700_000_000_000 + index));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it('prefers by weight', () => {
    const chance = Chance.of('weighted');
    const weighted = new Weighted(
      [
        ['often', 9],
        ['seldom', 1],
        ['never', 0],
      ] as const,
      ([, weight]) => weight,
    );
    const drawn = Array.from({ length: 10_000 }, () => weighted.pick(chance)[0]);
    const share = (name: string): number => drawn.filter((one) => one === name).length / drawn.length;
    expect([share('often') > 0.88, share('often') < 0.92, share('never')]).toEqual([true, true, 0]);
  });
});
