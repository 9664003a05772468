import { setTimeout as sleep } from 'node:timers/promises';
import {
  ListKeysRequestSchema,
  ListKeysResponseSchema,
  RotateKeysRequestSchema,
  RotateKeysResponseSchema,
  requests,
} from '@tollgate/contracts';
import { MERCHANT, PAN } from '../testing/memory-vault.js';
import { VaultStack } from '../testing/vault-stack.js';
import { DataKeysRepository } from './data-keys.repository.js';
import { DataKeys } from './data-keys.store.js';

describe('the keys of the vault', () => {
  let stack: VaultStack;

  beforeAll(async () => {
    stack = await VaultStack.open();
    await stack.start({ current: 'first' });
  });
  afterAll(() => stack?.close());

  const rotate = () => stack.asking.request(requests.rotateKeys, RotateKeysRequestSchema, RotateKeysResponseSchema, {});
  const list = () => stack.asking.request(requests.listKeys, ListKeysRequestSchema, ListKeysResponseSchema, {});
  const panOf = (token: string) => stack.vault.use(token, MERCHANT, async ({ pan }) => pan.reveal());

  it('S22: change without stop: cards are stored and opened while two replicas wrap the data keys anew', async () => {
    const before = await stack.store({ cvc: '' });
    await makeDataKeys(400);
    await stack.start({ current: 'second', old: ['first'] });
    const other = stack.replica('b'.repeat(12), { current: 'second', old: ['first'] });

    const traffic = { isOn: true, tokens: [before] };
    const flowing = (async () => {
      while (traffic.isOn) {
        traffic.tokens.push(await stack.store({ cvc: '' }));
        for (const token of [before, traffic.tokens.at(-1) ?? '']) expect(await panOf(token)).toBe(PAN);
      }
    })();
    expect((await rotate()).remainingCount).toBeGreaterThan(400);
    for (;;) {
      const progress = await rotate();
      await other.rotation.rotate();
      if (progress.remainingCount === 0) break;
      await sleep(5);
    }
    traffic.isOn = false;
    await flowing;

    expect(await list()).toMatchObject({
      vaultKeys: [
        { isCurrent: true, isConfigured: true },
        { isCurrent: false, dataKeyCount: 0 },
      ],
    });
    await stack.start({ current: 'second' }); // the old key is gone for good
    for (const token of traffic.tokens) expect(await panOf(token)).toBe(PAN);
    expect((await list()).vaultKeys.map(({ isConfigured }) => isConfigured)).toEqual([true]);
  });

  it('S22: take cards sealed to the key of before, while it is configured', async () => {
    const { sealingKeys: before } = await list();
    await stack.start({ current: 'third', old: ['second'] });
    const { sealingKeys: after } = await list();
    expect(after).toHaveLength(2);
    expect(after[1]).toBe(before[0]);
  });

  it('are named when a data key needs one that is not configured, and its card is asked for again', async () => {
    const token = await stack.store({ cvc: '' });
    await stack.start({ current: 'second' });
    const missing = (await list()).vaultKeys.filter(({ isConfigured }) => !isConfigured);
    expect(missing).toMatchObject([{ isCurrent: false, dataKeyCount: 1 }]);
    expect(await rotate()).toMatchObject({ remainingCount: 1, unreadableCount: 1 });
    await expect(panOf(token)).rejects.toThrow('is not configured');
  });

  /** As many starts of the service, each of which made a data key. */
  const makeDataKeys = async (count: number): Promise<void> => {
    const rows = new DataKeysRepository(stack.database);
    const { vaultKeys } = stack.replica('a'.repeat(12), { current: 'first' });
    for (let made = 0; made < count; made += 1) await new DataKeys(vaultKeys, rows).forSealing();
  };
});
