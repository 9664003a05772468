import { SerialNumbers } from './serial-numbers.store.js';

describe('serial numbers', () => {
  it('are all different, and fetched a block at a time', async () => {
    let fetched = 0n;
    const serials = new SerialNumbers(async () => 10n * ++fetched, 10n);
    const taken = await Promise.all(Array.from({ length: 100 }, () => serials.take()));
    expect(new Set(taken).size).toBe(100);
    expect(fetched).toBeLessThanOrEqual(12n);
  });

  it('come again when the database does', async () => {
    let isAway = true;
    const serials = new SerialNumbers(() => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(10n)), 10n);
    await expect(serials.take()).rejects.toThrow('away');
    isAway = false;
    expect(await serials.take()).toBe(10n);
  });
});
