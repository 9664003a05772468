import { inspect } from 'node:util';
import { TransientError } from '@tollgate/errors';
import type { CardDetails } from '../processors/card-processor.js';
import { cardContentOf } from './stored-card.js';
import { CVC, cardData, cardToStore, MERCHANT, MemoryVaults, PAN } from './testing/memory-vault.js';
import type { CardUse, Vault } from './vault.handler.js';

/** The card as it was in use; the use succeeds. */
const used = (vault: Vault, token: string, use: CardUse = MERCHANT): Promise<CardDetails> =>
  vault.use(token, use, async (card) => card);

const failing = async (): Promise<never> => {
  throw new TransientError('no serial number for a second');
};

const open = () => {
  const vaults = new MemoryVaults();
  return { vaults, ...vaults.replica('a') };
};

describe('the vault', () => {
  it('gives the card of a token to its use, and passes on what that answers', async () => {
    const { vault } = open();
    const token = await vault.store(cardToStore());
    const seen = await vault.use(token, MERCHANT, async ({ pan, cvc, ...rest }) => ({
      ...rest,
      pan: pan.reveal(),
      cvc: cvc?.reveal(),
    }));
    expect(seen).toEqual({ pan: PAN, cvc: CVC, expiry: '3103', streetDigits: '1', postalCode: '12207', isStored: false });
  });

  it('gives out tokens that say nothing of order, merchant or replica', async () =>
    expect(await open().vault.store(cardToStore())).toMatch(/^card_[0-9a-f]{32}$/));

  it('I15: keeps neither PAN nor CVC nor address in clear, nor the CVC at all', async () => {
    const { vaults, vault } = open();
    await vault.store(cardToStore());
    const kept = [...vaults.cards.rows.values()].map(
      ({ sealed, ...rest }) => `${sealed.toString('latin1')} ${JSON.stringify(rest)}`,
    );
    const keys = [...vaults.keyRows.rows.values()].map(({ wrapped }) => wrapped.toString('latin1'));
    // As words: four digits lie in many an id.
    for (const text of [...kept, ...keys])
      for (const secret of [PAN, PAN.slice(0, 6), CVC, '12207']) expect(text).not.toMatch(new RegExp(`\\b${secret}`));
  });

  it('S18: prints stars for PAN and CVC, however they are printed', async () => {
    const { vault } = open();
    const { pan, cvc } = await used(vault, await vault.store(cardToStore()));
    const printed = [
      JSON.stringify({ pan, cvc }),
      inspect({ pan, cvc }),
      `${pan} ${cvc}`,
      JSON.stringify({ ...pan }),
      inspect(Object.values(cvc ?? {})),
    ];
    for (const text of printed) expect(text).not.toMatch(/492942|8642/);
  });

  it('gives a CVC no more after the use that the intent came of', async () => {
    const { vault } = open();
    const token = await vault.store(cardToStore());
    await used(vault, token);
    await expect(used(vault, token)).rejects.toMatchObject({ code: 'card_data_lost' });
  });

  it('gives the CVC again when there was no serial number, or no database, for a second', async () => {
    const { vault } = open();
    const token = await vault.store(cardToStore());
    await expect(vault.use(token, MERCHANT, failing)).rejects.toThrow(TransientError);
    await expect(vault.use(token, MERCHANT, failing)).rejects.toThrow(TransientError);
    expect((await used(vault, token)).cvc?.reveal()).toBe(CVC);
  });

  it('gives a CVC for two minutes at most, however often it was tried', async () => {
    const { vaults, vault } = open();
    const token = await vault.store(cardToStore());
    vaults.nowMs += 119_999;
    await expect(vault.use(token, MERCHANT, failing)).rejects.toThrow(TransientError);
    vaults.nowMs += 1;
    await expect(used(vault, token)).rejects.toMatchObject({ code: 'card_data_lost' });
  });

  it('lets two uses of a card follow each other, and the second see no CVC', async () => {
    const { vault } = open();
    const token = await vault.store(cardToStore());
    const intent = Promise.withResolvers<string>();
    const first = vault.use(token, MERCHANT, ({ cvc }) => intent.promise.then((text) => `${text} ${cvc?.reveal()}`));
    const second = used(vault, token, { ...MERCHANT, mayBeWithoutCvc: true });
    intent.resolve('intended with');
    expect([await first, (await second).cvc]).toEqual([`intended with ${CVC}`, undefined]);
  });

  it('lets the second use have the CVC when the first one failed', async () => {
    const { vault } = open();
    const token = await vault.store(cardToStore());
    const [first, second] = await Promise.allSettled([vault.use(token, MERCHANT, failing), used(vault, token)]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('gives a card without its CVC to an order that waited for a review', async () => {
    const { vaults, vault } = open();
    const token = await vault.store(cardToStore());
    vaults.nowMs += 9 * 86_400_000;
    const card = await used(vault, token, { ...MERCHANT, mayBeWithoutCvc: true });
    expect([card.pan.reveal(), card.cvc]).toEqual([PAN, undefined]);
  });

  it('gives a card that came without CVC as often, and as late, as needed', async () => {
    const { vaults, vault } = open();
    const token = await vault.store(cardToStore({ cvc: '' }));
    await used(vault, token);
    vaults.nowMs += 1_000_000;
    expect((await used(vault, token)).cvc).toBeUndefined();
  });

  it('keeps the card of an order for later ones, which the issuer is told is stored, and brings none back that was deleted', async () => {
    const { vault } = open();
    const token = await vault.store(cardToStore());
    expect((await used(vault, token)).isStored).toBe(false);
    for (let times = 0; times < 2; times += 1) await vault.keep(token);
    expect((await vault.get(token, MERCHANT)).isReusable).toBe(true);
    expect(await used(vault, token)).toMatchObject({ isStored: true, cvc: undefined });
    await vault.delete(token, MERCHANT);
    await vault.keep(token);
    await expect(vault.get(token, MERCHANT)).rejects.toMatchObject({ code: 'unknown_card' });
  });

  it.each([
    ["another merchant's", { merchant: 'mer_other', mode: 'test' }],
    ['a live order with a test', { merchant: 'mer_demo', mode: 'live' }],
  ] as const)('S1: knows no token for %s, as if there were none', async (_whose, foreign) => {
    const { vault } = open();
    const token = await vault.store(cardToStore());
    const unknown = { code: 'unknown_card' };
    await expect(used(vault, token, foreign)).rejects.toMatchObject(unknown);
    await expect(vault.get(token, foreign)).rejects.toMatchObject(unknown);
    await expect(vault.delete(token, foreign)).rejects.toMatchObject(unknown);
    expect((await used(vault, token)).cvc?.reveal()).toBe(CVC);
  });

  it.each(['', 'card_1', `card_${'0'.repeat(32)}`, `ord_${'0'.repeat(32)}`])('knows no card for %p', async (token) =>
    expect(used(open().vault, token)).rejects.toMatchObject({ code: 'unknown_card' }),
  );

  it('finds a row that was changed, or that was given to another merchant', async () => {
    const { vaults, vault } = open();
    const token = await vault.store(cardToStore({ cvc: '' }));
    const [row] = vaults.cards.rows.values();
    if (row === undefined) throw new Error('there is a row');
    vaults.cards.rows.set(row.id, { ...row, merchant: 'mer_other' });
    await expect(used(vault, token, { merchant: 'mer_other', mode: 'test' })).rejects.toThrow();
    const sealed = Buffer.from(row.sealed);
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    vaults.cards.rows.set(row.id, { ...row, sealed });
    await expect(used(vault, token)).rejects.toThrow();
  });
});

describe('a saved card', () => {
  it('is marked as stored from its second use on', async () => {
    const { vaults, vault } = open();
    const token = await vault.store(cardToStore({ isReusable: true }));
    await expect(vault.use(token, MERCHANT, failing)).rejects.toThrow(TransientError);
    const first = await used(vault, token);
    vaults.nowMs += 30 * 86_400_000;
    const second = await used(vault, token);
    expect([first.isStored, first.cvc?.reveal()]).toEqual([false, CVC]);
    expect([second.isStored, second.cvc]).toEqual([true, undefined]);
  });

  it('needs its CVC no more once that grew too old: it was stored for later', async () => {
    const { vaults, vault } = open();
    const token = await vault.store(cardToStore({ isReusable: true }));
    vaults.nowMs += 3_600_000;
    expect(await used(vault, token)).toMatchObject({ isStored: false, cvc: undefined });
  });

  it('is not used without the CVC that its customer typed a moment ago, and a crash lost', async () => {
    const { vaults, vault } = open();
    const token = await vault.store(cardToStore({ isReusable: true }));
    vaults.kill('a');
    await expect(used(vaults.replica('b').vault, token)).rejects.toMatchObject({ code: 'card_data_lost' });
  });

  it('shows its brand, its first six and last four digits, its expiry and its fingerprint', async () => {
    const { vault } = open();
    const token = await vault.store(cardToStore({ isReusable: true }));
    expect(await vault.get(token, MERCHANT)).toEqual({
      token,
      brand: 'visa',
      bin: '492942',
      last4: '5709',
      expiryMonth: 3,
      expiryYear: 2031,
      fingerprint: 'f'.repeat(64),
      createdAt: '2026-11-26T12:00:00.000Z',
      isReusable: true,
    });
  });

  it('is unknown at every replica once it was deleted', async () => {
    const { vaults, vault } = open();
    const token = await vault.store(cardToStore({ isReusable: true }));
    await vaults.replica('b').vault.delete(token, MERCHANT);
    for (const replica of [vault, vaults.replica('c').vault]) {
      await expect(used(replica, token)).rejects.toMatchObject({ code: 'unknown_card' });
    }
    await expect(vault.delete(token, MERCHANT)).rejects.toMatchObject({ code: 'unknown_card' });
  });
});

describe('a card to store', () => {
  it.each([
    ['a number that is none', { pan: '4111-1111' }, 'invalid_card_number'],
    ['a CVC that is none', { cvc: '12a' }, 'invalid_cvc'],
    ['a CVC of two digits', { cvc: '12' }, 'invalid_cvc'],
    ['a thirteenth month', { expiryMonth: 13 }, 'invalid_expiry'],
    ['a year of two digits', { expiryYear: 31 }, 'invalid_expiry'],
  ])('is refused with %s, in words that do not repeat it', (_what, change, code) => {
    expect(() => cardContentOf(cardData(change))).toThrow(expect.objectContaining({ code, message: code }));
  });

  it('keeps of an address only what verification can use', () =>
    expect(cardContentOf(cardData({ streetDigits: '1\n2b', postalCode: 'SW1A\r\n 1AA' }))).toMatchObject({
      streetDigits: '12',
      postalCode: 'SW1A 1AA',
    }));
});
