import { createSecretKey, randomBytes } from 'node:crypto';
import { DataKeys, type WrappedKey } from './data-keys.js';

const shelfOf = (keys: Map<string, WrappedKey>) => ({
  keep: async (key: WrappedKey) => void keys.set(key.id, key),
  find: async (id: string) => keys.get(id),
});

describe('data keys', () => {
  it('change after fifty thousand cards', async () => {
    const kept = new Map<string, WrappedKey>();
    const keys = new DataKeys(createSecretKey(randomBytes(32)), shelfOf(kept));
    const first = await keys.forSealing();
    for (let count = 1; count < 50_000; count++) void keys.forSealing();
    expect(kept.size).toBe(1);
    expect((await keys.forSealing()).id).not.toBe(first.id);
    expect(kept.size).toBe(2);
    expect(await keys.forOpening(first.id)).toEqual(first.key);
  });

  it('are tried again when the shelf was out of reach', async () => {
    const kept = new Map<string, WrappedKey>();
    const shelf = shelfOf(kept);
    let isAway = true;
    const keys = new DataKeys(createSecretKey(randomBytes(32)), {
      ...shelf,
      keep: (key) => (isAway ? Promise.reject(new Error('away')) : shelf.keep(key)),
    });
    await expect(keys.forSealing()).rejects.toThrow('away');
    isAway = false;
    expect((await keys.forSealing()).key.symmetricKeySize).toBe(32);
  });

  it('refuse a vault key of another length', () =>
    expect(() => new DataKeys(createSecretKey(randomBytes(16)), shelfOf(new Map()))).toThrow(RangeError));
});
