import { createSecretKey, randomBytes } from 'node:crypto';
import { TransientError } from '@tollgate/errors';
import { MemoryWrappedKeys } from '../testing/memory-wrapped-keys.js';
import { DataKeys } from './data-keys.store.js';
import { VaultKeys } from './vault-keys.store.js';

const newKey = () => createSecretKey(randomBytes(32));

describe('data keys', () => {
  it('change after fifty thousand cards', async () => {
    const rows = new MemoryWrappedKeys();
    const keys = new DataKeys(new VaultKeys(newKey()), rows);
    const first = await keys.forSealing();
    for (let count = 1; count < 50_000; count++) void keys.forSealing();
    expect(rows.rows.size).toBe(1);
    expect((await keys.forSealing()).id).not.toBe(first.id);
    expect(rows.rows.size).toBe(2);
    expect(await keys.forOpening(first.id)).toEqual(first.key);
  });

  it('are tried again when the database was out of reach', async () => {
    const rows = new MemoryWrappedKeys();
    let isAway = true;
    const keys = new DataKeys(new VaultKeys(newKey()), {
      find: (id) => rows.find(id),
      insert: (key) => (isAway ? Promise.reject(new TransientError('away')) : rows.insert(key)),
    });
    await expect(keys.forSealing()).rejects.toThrow('away');
    isAway = false;
    expect((await keys.forSealing()).key.symmetricKeySize).toBe(32);
  });

  it('S22: open under the vault key of before, while new ones are wrapped by the current one', async () => {
    const [old, current] = [newKey(), newKey()];
    const rows = new MemoryWrappedKeys();
    const before = await new DataKeys(new VaultKeys(old), rows).forSealing();
    const vaultKeys = new VaultKeys(current, [old]);
    const keys = new DataKeys(vaultKeys, rows);
    expect(await keys.forOpening(before.id)).toEqual(before.key);
    const after = await keys.forSealing();
    expect(rows.rows.get(after.id)?.wrappedBy).toBe(vaultKeys.currentName);
  });

  it('S22: of a vault key that this replica does not have yet are asked for again, not given up', async () => {
    const rows = new MemoryWrappedKeys();
    const { id } = await new DataKeys(new VaultKeys(newKey()), rows).forSealing();
    await expect(new DataKeys(new VaultKeys(newKey()), rows).forOpening(id)).rejects.toThrow(TransientError);
  });

  it('refuse a vault key of another length', () =>
    expect(() => new VaultKeys(createSecretKey(randomBytes(16)))).toThrow('32 bytes'));
});
