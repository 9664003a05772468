import { createSecretKey, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '@tollgate/errors';
import { MemoryWrappedKeys } from '../testing/memory-wrapped-keys.js';
import { DataKeys, type RewrappableKeys } from './data-keys.store.js';
import { RotateKeys } from './rotate-keys.handler.js';
import { VaultKeys } from './vault-keys.store.js';

const newKey = () => createSecretKey(randomBytes(32));

/** Data keys under an old vault key, and the vault after its key was changed. */
const open = async (count: number) => {
  const [old, current] = [newKey(), newKey()];
  const rows = new MemoryWrappedKeys();
  const before = [];
  for (let made = 0; made < count; made += 1) before.push(await new DataKeys(new VaultKeys(old), rows).forSealing());
  return { rows, before, vaultKeys: new VaultKeys(current, [old]), current };
};

const rotationOf = (vaultKeys: VaultKeys, rows: RewrappableKeys) => {
  const failures: Error[] = [];
  return { failures, rotation: new RotateKeys({ vaultKeys, rows, onFailure: (error) => failures.push(error as Error) }) };
};

/** Asks until nothing is left that can be wrapped, as the command line does. */
const finish = async (rotation: RotateKeys) => {
  for (;;) {
    const progress = await rotation.rotate();
    if (progress.remainingCount <= progress.unreadableCount) return progress;
    await sleep(1);
  }
};

describe('a rotation of the vault key', () => {
  it('S22: leaves every data key what it was, under the new vault key alone', async () => {
    const { rows, before, vaultKeys, current } = await open(120);
    const { rotation, failures } = rotationOf(vaultKeys, rows);
    expect(await finish(rotation)).toMatchObject({ dataKeyCount: 120, remainingCount: 0, unreadableCount: 0 });
    const keys = new DataKeys(new VaultKeys(current), rows);
    for (const { id, key } of before) expect(await keys.forOpening(id)).toEqual(key);
    expect(failures).toEqual([]);
  });

  it('says how far it is, and does nothing when all is done', async () => {
    const { rows, vaultKeys } = await open(3);
    const { rotation } = rotationOf(vaultKeys, rows);
    expect(await rotation.rotate()).toEqual({
      currentKey: vaultKeys.currentName,
      dataKeyCount: 3,
      remainingCount: 3,
      unreadableCount: 0,
    });
    await finish(rotation);
    const kept = new Map(rows.rows);
    await finish(rotation);
    expect(rows.rows).toEqual(kept);
  });

  it('goes on where the database failed', async () => {
    const { rows, vaultKeys } = await open(150);
    let batchCount = 0;
    const { rotation, failures } = rotationOf(vaultKeys, {
      countByVaultKey: () => rows.countByVaultKey(),
      rewrap: (request) => {
        batchCount += 1;
        return batchCount === 2 ? Promise.reject(new TransientError('away')) : rows.rewrap(request);
      },
    });
    expect(await finish(rotation)).toMatchObject({ remainingCount: 0 });
    expect(failures.map(({ message }) => message)).toEqual(['away']);
  });

  it('ends a batch, and no more, when the service stops', async () => {
    const { rows, vaultKeys } = await open(150);
    const { rotation } = rotationOf(vaultKeys, rows);
    await rotation.rotate();
    await rotation.stop();
    expect(await rotation.rotate()).toMatchObject({ remainingCount: 100 });
  });

  it('names a data key that was damaged, wraps all others, and ends', async () => {
    const { rows, before, vaultKeys } = await open(60);
    const id = before[10]?.id ?? '';
    const row = rows.rows.get(id);
    if (row !== undefined) rows.rows.set(id, { ...row, wrapped: randomBytes(60) });
    const { rotation, failures } = rotationOf(vaultKeys, rows);
    expect(await finish(rotation)).toMatchObject({ remainingCount: 1, unreadableCount: 1 });
    expect(failures[0]?.message).toContain(id);
  });

  it('counts what only a vault key can open that is not configured, and leaves it', async () => {
    const { rows, vaultKeys } = await open(2);
    await new DataKeys(new VaultKeys(newKey()), rows).forSealing();
    const { rotation } = rotationOf(vaultKeys, rows);
    expect(await finish(rotation)).toMatchObject({ remainingCount: 1, unreadableCount: 1 });
    expect(await rotation.list()).toMatchObject([
      { name: vaultKeys.currentName, isCurrent: true, isConfigured: true, dataKeyCount: 2 },
      { isCurrent: false, isConfigured: true, dataKeyCount: 0 },
      { isCurrent: false, isConfigured: false, dataKeyCount: 1 },
    ]);
  });
});
