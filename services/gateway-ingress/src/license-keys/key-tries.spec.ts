import { triesOf } from './key-tries.js';

const shop = { merchant: 'mer_demo', mode: 'test' } as const;

describe('the tries of license keys', () => {
  it('are counted for each client of each store and mode', () => {
    const of = [triesOf(shop, 'a'), triesOf(shop, 'b'), triesOf(shop, undefined), triesOf({ ...shop, mode: 'live' }, 'a')];
    expect(new Set([...of, triesOf({ ...shop, merchant: 'mer_other' }, 'a')].map(({ value }) => value)).size).toBe(5);
    expect(triesOf(shop, 'null').value).not.toBe(triesOf(shop, undefined).value);
  });

  it('of customers whom nobody names are all of their store, so that one alone shuts nobody out at ten', () =>
    expect([triesOf(shop, 'a').limit.most, triesOf(shop, undefined).limit.most]).toEqual([10, 600]));
});
