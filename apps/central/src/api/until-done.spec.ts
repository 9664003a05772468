import { nextWait, untilDone } from './until-done.js';

describe('what is tried until it succeeds', () => {
  it('waits longer after each try, from two seconds to a quarter of a minute', () =>
    expect([0, 2_000, 5_000, 10_000, 15_000].map(nextWait)).toEqual([2_000, 4_000, 10_000, 15_000, 15_000]));

  it('answers what it found', async () => {
    expect(await untilDone(async () => 'found', new AbortController().signal)).toBe('found');
  });

  it('is given up as soon as nobody wants it, and is not tried again', async () => {
    const wish = new AbortController();
    const tries: number[] = [];
    const fail = async (): Promise<never> => {
      tries.push(1);
      throw new Error('down');
    };
    await expect(untilDone(fail, wish.signal, { onFailure: () => wish.abort() })).resolves.toBeUndefined();
    expect(tries).toHaveLength(1);
    await expect(untilDone(fail, wish.signal)).resolves.toBeUndefined();
    expect(tries).toHaveLength(1);
  });
});
