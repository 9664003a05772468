import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { create, StoreCardRequestSchema } from '@tollgate/contracts';
import { formatCardToken, parseCardToken, thisReplica } from './card-token.js';
import { CvcCache } from './cvc-cache.js';
import { DataKeys, type WrappedKey } from './data-keys.js';
import type { SealedCard } from './sealed-card.js';
import { type CardRow, Vault } from './vault.js';

const PAN = '4929420573595709';
const ORDER = '01930f6a-0000-7000-8000-000000000001';

/** A vault on shelves in memory, and a second replica's beside it. */
const openVaults = (vaultKey = createSecretKey(randomBytes(32))) => {
  const rows = new Map<string, CardRow>();
  const keys = new Map<string, WrappedKey>();
  const keyShelf = {
    keep: async (key: WrappedKey) => void keys.set(key.id, key),
    find: async (id: string) => keys.get(id),
  };
  const shelf = {
    keep: async (row: CardRow) => void rows.set(row.id, row),
    find: async (id: string): Promise<SealedCard | undefined> => rows.get(id),
  };
  const clock = { now: 0 };
  const held = new CvcCache(() => clock.now);
  const asked: string[] = [];
  const vault = new Vault({ keys: new DataKeys(vaultKey, keyShelf), shelf, held, askForCvc: async () => '' });
  const other = new Vault({
    keys: new DataKeys(vaultKey, keyShelf),
    shelf,
    held: new CvcCache(() => clock.now),
    askForCvc: async (replica, token) => {
      asked.push(replica);
      return vault.takeCvc(token);
    },
  });
  return { vault, other, rows, keys, held, clock, asked, keyShelf, shelf };
};

const request = (change: object = {}) =>
  create(StoreCardRequestSchema, {
    merchant: 'mer_demo',
    order: ORDER,
    pan: PAN,
    cvc: '8642',
    expiryMonth: 3,
    expiryYear: 2031,
    streetDigits: '1',
    postalCode: '12207',
    ...change,
  });

/** As another replica would see the token: one that this process did not give out. */
const foreign = (token: string): string => token.replace(thisReplica, '0'.repeat(12));

describe('the vault', () => {
  it('gives back the card of a token', async () => {
    const { vault } = openVaults();
    const card = await vault.open(await vault.store(request()));
    expect(card).toMatchObject({ expiry: '3103', streetDigits: '1', postalCode: '12207' });
    expect([card?.pan.reveal(), card?.cvc?.reveal()]).toEqual([PAN, '8642']);
  });

  it('I15: keeps neither PAN nor CVC in clear, nor the CVC at all', async () => {
    const { vault, rows, keys } = openVaults();
    await vault.store(request());
    const [row] = rows.values();
    const bytes = Buffer.concat([row?.box ?? Buffer.alloc(0), ...[...keys.values()].map((key) => key.wrapped)]);
    expect(bytes.includes(PAN) || bytes.includes('8642') || bytes.includes('12207')).toBe(false);
  });

  it('S18: prints stars for PAN and CVC', async () => {
    const { vault } = openVaults();
    const card = await vault.open(await vault.store(request()));
    expect(`${JSON.stringify(card)} ${inspect(card)} ${card?.pan} ${card?.cvc}`).not.toMatch(/492942|8642/);
  });

  it('gives a CVC once', async () => {
    const { vault } = openVaults();
    const token = await vault.store(request());
    await vault.open(token);
    expect(await vault.open(token)).toBeUndefined();
  });

  it('gives it again when its use came to nothing', async () => {
    const { vault } = openVaults();
    const token = await vault.store(request());
    (await vault.open(token))?.putBack();
    expect((await vault.open(token))?.cvc?.reveal()).toBe('8642');
  });

  it('forgets a CVC after two minutes, and with it the card that needs it', async () => {
    const { vault, clock } = openVaults();
    const token = await vault.store(request());
    clock.now = 119_999;
    (await vault.open(token))?.putBack();
    clock.now = 120_000;
    expect(await vault.open(token)).toBeUndefined();
  });

  it('opens a card without CVC as often, and as late, as needed', async () => {
    const { vault, clock } = openVaults();
    const token = await vault.store(request({ cvc: '' }));
    await vault.open(token);
    clock.now = 1_000_000;
    const card = await vault.open(token);
    expect([card?.pan.reveal(), card?.cvc]).toEqual([PAN, undefined]);
  });

  it('asks the replica that took the card for its CVC', async () => {
    const { vault, other, asked, rows } = openVaults();
    const token = await vault.store(request());
    const card = [...rows.keys()][0] ?? '';
    const elsewhere = formatCardToken({ replica: '0'.repeat(12), card });
    expect((await other.open(elsewhere))?.cvc?.reveal()).toBe('8642');
    expect(asked).toEqual(['0'.repeat(12)]);
    expect(await other.open(foreign(token))).toBeUndefined();
  });

  it('opens nothing for a token it did not give out', async () => {
    const { vault } = openVaults();
    expect(await vault.open('card_a_1')).toBeUndefined();
    expect(await vault.open(formatCardToken({ replica: thisReplica, card: ORDER }))).toBeUndefined();
    expect(vault.takeCvc('nonsense')).toBe('');
  });

  it('opens a card after a restart, under the same vault key alone', async () => {
    const vaultKey = createSecretKey(randomBytes(32));
    const { vault, keyShelf, shelf, held } = openVaults(vaultKey);
    const token = await vault.store(request({ cvc: '' }));
    held.close();
    const restarted = (key: KeyObject) =>
      new Vault({ keys: new DataKeys(key, keyShelf), shelf, held: new CvcCache(), askForCvc: async () => '' });
    expect((await restarted(vaultKey).open(token))?.pan.reveal()).toBe(PAN);
    await expect(restarted(createSecretKey(randomBytes(32))).open(token)).rejects.toThrow('wrapped by vault key');
  });

  it('finds a row that was changed or moved', async () => {
    const { vault, rows, held } = openVaults();
    const token = await vault.store(request({ cvc: '' }));
    held.close();
    const [row] = rows.values();
    if (row !== undefined) row.box[20] = (row.box[20] ?? 0) ^ 1;
    await expect(vault.open(token)).rejects.toThrow();
  });

  it.each([
    ['a number that is none', { pan: '4111-1111' }, 'invalid_card_number'],
    ['a CVC that is none', { cvc: '12a' }, 'invalid_cvc'],
  ])('refuses %s', async (_what, change, code) => {
    const { vault, rows } = openVaults();
    await expect(vault.store(request(change))).rejects.toMatchObject({ code });
    expect(rows.size).toBe(0);
  });

  it('keeps of an address only what verification can use', async () => {
    const { vault } = openVaults();
    const card = await vault.open(await vault.store(request({ streetDigits: '1\n2b', postalCode: 'SW1A\r\n 1AA' })));
    expect(card).toMatchObject({ streetDigits: '12', postalCode: 'SW1A 1AA' });
  });
});

describe('a token', () => {
  it('names replica and card', () => {
    const token = { replica: 'abcdef012345', card: ORDER };
    expect(parseCardToken(formatCardToken(token))).toEqual(token);
  });
});
