import { TransientError } from '@tollgate/errors';
import { RemoveCards } from './remove-cards.handler.js';
import { cardToStore, MERCHANT, MemoryVaults } from './testing/memory-vault.js';

const DAY_MS = 86_400_000;

const open = () => {
  const vaults = new MemoryVaults();
  return { vaults, ...vaults.replica('a') };
};

describe('a card for one order', () => {
  it('is deleted when its order has its outcome, and its CVC at once', async () => {
    const { vaults, vault, removal } = open();
    const token = await vault.store(cardToStore());
    vault.forget(token);
    await expect(vault.use(token, MERCHANT, async () => 'used')).rejects.toMatchObject({ code: 'card_data_lost' });
    await removal.flush();
    expect(vaults.cards.rows.size).toBe(0);
  });

  it('is deleted by the sweep once it is older than any review, if it was orphaned', async () => {
    const { vaults, vault, removal } = open();
    await vault.store(cardToStore());
    vaults.nowMs += 10 * DAY_MS;
    const young = await vault.store(cardToStore());
    vaults.nowMs += DAY_MS + 1;
    expect(await removal.sweep()).toBe(1);
    expect(await vault.use(young, { ...MERCHANT, mayBeWithoutCvc: true }, async () => 'there')).toBe('there');
  });

  it('stays however old it is, and whatever its order came to, while its credit has no answer', async () => {
    const { vaults, vault, removal } = open();
    const token = await vault.store(cardToStore({ cvc: '' }));
    await vault.hold(token, 'a-credit');
    vault.forget(token);
    await removal.flush();
    vaults.nowMs += 12 * DAY_MS;
    expect(await removal.sweep()).toBe(0);
    await vault.release(token, 'a-credit');
    expect(await removal.sweep()).toBe(1);
  });

  it('is deleted among thousands in small batches', async () => {
    const { vaults, vault, removal } = open();
    for (let count = 0; count < 1_200; count += 1) await vault.store(cardToStore({ cvc: '' }));
    vaults.nowMs += 12 * DAY_MS;
    expect(await removal.sweep()).toBe(1_200);
  });

  it('is deleted later when the database was out of reach', async () => {
    const { vaults } = open();
    const deleted: string[] = [];
    let isAway = true;
    const failures: unknown[] = [];
    const removal = new RemoveCards({
      rows: {
        deleteOneOrderCards: async (ids) => {
          if (isAway) throw new TransientError('away');
          deleted.push(...ids);
        },
        deleteOlderThan: async () => 0,
      },
      clock: vaults.clock,
      maxAgeMs: 11 * DAY_MS,
      onFailure: (error) => failures.push(error),
      onSwept: () => undefined,
    });
    removal.forget('one');
    await removal.flush();
    isAway = false;
    removal.forget('two');
    await removal.stop();
    expect([deleted, failures.length]).toEqual([['one', 'two'], 1]);
  });
});

describe('a saved card', () => {
  it('is neither forgotten with an order nor swept', async () => {
    const { vaults, vault, removal } = open();
    const token = await vault.store(cardToStore({ isReusable: true }));
    vault.forget(token);
    await removal.flush();
    vaults.nowMs += 400 * DAY_MS;
    expect(await removal.sweep()).toBe(0);
    expect(await vault.get(token, MERCHANT)).toMatchObject({ isReusable: true });
  });
});
