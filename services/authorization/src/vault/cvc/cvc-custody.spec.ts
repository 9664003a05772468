import { TransientError } from '@tollgate/errors';
import { CVC, cardToStore, MERCHANT, MemoryVaults, type Replica } from '../testing/memory-vault.js';

const cvcAt = ({ vault }: Replica, token: string): Promise<string | undefined> =>
  vault.use(token, MERCHANT, async ({ cvc }) => cvc?.reveal());

/** A use whose intent could not be made durable. */
const failAt = async ({ vault }: Replica, token: string): Promise<void> => {
  const failing = vault.use(token, MERCHANT, async () => {
    throw new TransientError('the database is away for a second');
  });
  await expect(failing).rejects.toThrow('the database is away for a second');
};

const open = async () => {
  const vaults = new MemoryVaults();
  const [a, b, c] = [vaults.replica('a'), vaults.replica('b'), vaults.replica('c')];
  return { vaults, a, b, c, token: await a.vault.store(cardToStore()) };
};

describe('a CVC', () => {
  it('comes from the replica that took the card to the one that needs it, and is gone there', async () => {
    const { vaults, a, b, c, token } = await open();
    expect(await cvcAt(b, token)).toBe(CVC);
    for (const replica of [a, b, c]) await expect(cvcAt(replica, token)).rejects.toMatchObject({ code: 'card_data_lost' });
    expect(vaults.asked[0]).toBe('a');
  });

  it('is found wherever a failed use left it', async () => {
    const { a, b, c, token } = await open();
    for (const replica of [b, c, b, a, c]) await failAt(replica, token);
    expect(await cvcAt(a, token)).toBe(CVC);
  });

  it('outlives the replica that took the card, once another one took it over', async () => {
    const { vaults, b, token } = await open();
    await failAt(b, token);
    vaults.kill('a');
    expect(await cvcAt(b, token)).toBe(CVC);
  });

  it('is lost with the only replica that had it', async () => {
    const { vaults, b, token } = await open();
    vaults.kill('a');
    await expect(cvcAt(b, token)).rejects.toMatchObject({ code: 'card_data_lost' });
  });

  it('is not lost with an answer that is lost on its way: the one who asked gets it again', async () => {
    const { vaults, b, token } = await open();
    vaults.weather = () => 'answer_lost';
    await expect(cvcAt(b, token)).rejects.toThrow(TransientError);
    vaults.weather = () => 'fair';
    expect(await cvcAt(b, token)).toBe(CVC);
  });

  it('is not lost either when another replica asks next: for five seconds it may be on its way, then it stayed', async () => {
    const { vaults, a, b, c, token } = await open();
    vaults.weather = () => 'answer_lost';
    await expect(cvcAt(b, token)).rejects.toThrow(TransientError);
    vaults.weather = () => 'fair';
    for (const replica of [a, c]) await expect(cvcAt(replica, token)).rejects.toThrow('on its way');
    vaults.nowMs += 5_000;
    expect(await cvcAt(c, token)).toBe(CVC);
  });

  it('is not handed to another replica while it is in use', async () => {
    const { a, b, token } = await open();
    const intent = Promise.withResolvers<void>();
    const using = a.vault.use(token, MERCHANT, () => intent.promise);
    await expect(cvcAt(b, token)).rejects.toThrow('in use');
    intent.resolve();
    await using;
    await expect(cvcAt(b, token)).rejects.toMatchObject({ code: 'card_data_lost' });
  });

  it('grows no younger by moving', async () => {
    const { vaults, b, c, token } = await open();
    vaults.nowMs += 100_000;
    await failAt(b, token);
    vaults.nowMs += 19_000;
    await failAt(c, token);
    vaults.nowMs += 1_001;
    await expect(cvcAt(c, token)).rejects.toMatchObject({ code: 'card_data_lost' });
  });

  it('is asked of nobody when it can live no more', async () => {
    const { vaults, b, token } = await open();
    vaults.nowMs += 200_000;
    await expect(cvcAt(b, token)).rejects.toMatchObject({ code: 'card_data_lost' });
    expect(vaults.asked).toEqual([]);
  });

  it('S18: travels sealed to the replica that asked', async () => {
    const { vaults, a, token } = await open();
    const { publicKey, id } = vaults.sealingKeys.current;
    const answer = a.custody.handOver({ token, replica: 'b', publicKey, isReceived: false });
    expect(Buffer.from(answer.sealed, 'base64').includes(CVC)).toBe(false);
    expect(vaults.sealingKeys.unseal(id, answer.sealed, token).toString()).toBe(CVC);
  });
});
