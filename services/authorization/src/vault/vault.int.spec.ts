import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteCardRequestSchema,
  DeleteCardResponseSchema,
  GetCardRequestSchema,
  GetCardResponseSchema,
  requests,
} from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { TransientError } from '@tollgate/errors';
import { eventually } from '@tollgate/testing';
import type { CardDetails } from '../processors/card-processor.js';
import { CVC, MERCHANT, PAN } from './testing/memory-vault.js';
import { VaultStack } from './testing/vault-stack.js';
import type { CardUse, Vault } from './vault.handler.js';

const KEYS = { current: 'first' };
/** Alone, as four digits also lie in hexadecimal and base64 by chance. */
const CLEAR = new RegExp(`${PAN}|${Buffer.from(PAN).toString('hex')}|(?<![\\w+/=-])${CVC}(?![\\w+/=-])`);

const used = (vault: Vault, token: string, use: CardUse = MERCHANT): Promise<CardDetails> =>
  vault.use(token, use, async (card) => card);

const failed = async (vault: Vault, token: string): Promise<void> => {
  const failing = vault.use(token, MERCHANT, async () => {
    throw new TransientError('no serial number for a second');
  });
  await expect(failing).rejects.toThrow('no serial number');
};

/** Undefined for what would come again. */
const triedAgain = async <T>(use: Promise<T>): Promise<T | undefined> => {
  try {
    return await use;
  } catch (error) {
    if (error instanceof TransientError) return undefined;
    throw error;
  }
};

const expectLost = async (vault: Vault, token: string): Promise<void> => {
  const losing = eventually('an end', () => triedAgain(used(vault, token)));
  await expect(losing).rejects.toMatchObject({ code: 'card_data_lost' });
};

const idOf = (token: string): string => token.slice('card_'.length);

describe("authorization's vault", () => {
  let stack: VaultStack;

  beforeAll(async () => {
    stack = await VaultStack.open();
    await stack.start(KEYS);
  });
  afterAll(() => stack?.close());

  const get = (token: string, merchant = 'mer_demo') =>
    stack.asking.request(requests.getCard, GetCardRequestSchema, GetCardResponseSchema, { ...MERCHANT, merchant, token });
  const deleteCard = (token: string, merchant = 'mer_demo') =>
    stack.asking.request(requests.deleteCard, DeleteCardRequestSchema, DeleteCardResponseSchema, {
      ...MERCHANT,
      merchant,
      token,
    });

  it('takes a sealed card, and gives it to its use', async () => {
    const card = await used(stack.vault, await stack.store());
    expect([card.pan.reveal(), card.cvc?.reveal(), card.expiry]).toEqual([PAN, CVC, '3103']);
  });

  it('keeps its tables as the entities say', async () => {
    const drift = await stack.database.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query).filter((query) => !query.includes('parked_events'))).toEqual([]);
  });

  it('keeps a hundred cards at once, and finds each by its index', async () => {
    const tokens = await Promise.all(Array.from({ length: 100 }, () => stack.store({ cvc: '' })));
    const cards = await Promise.all(tokens.map((token) => used(stack.vault, token)));
    expect(cards.every(({ pan }) => pan.reveal() === PAN)).toBe(true);
    const plan = await stack.database.query('EXPLAIN SELECT * FROM cards WHERE id = ANY($1::uuid[])', [[newId()]]);
    expect(JSON.stringify(plan)).toContain('cards_pkey');
  });

  it('asks whoever sealed to a key of long ago to seal again', async () => {
    const sealing = stack.storeSealed({ keyId: 'a'.repeat(16), sealed: 'AAAA', isReusable: false });
    await expect(sealing).rejects.toMatchObject({ code: 'sealing_key_unknown' });
  });

  it('keeps the CVC while no serial number, or no database, is to be had', async () => {
    const token = await stack.store();
    await failed(stack.vault, token);
    await stack.postgres.restart();
    expect((await used(stack.vault, token)).cvc?.reveal()).toBe(CVC);
  });

  it('hands a CVC to the replica that the order came to, which answers for it from then on', async () => {
    const other = stack.replica('b'.repeat(12), KEYS);
    const token = await stack.store();
    await failed(other.vault, token);
    await sleep(50); // the receipt is on its way
    await expectLost(stack.vault, token); // nobody listens to 'bbb…'
    expect((await used(other.vault, token)).cvc?.reveal()).toBe(CVC);
    await expect(used(other.vault, token)).rejects.toMatchObject({ code: 'card_data_lost' });
  });

  it('loses no CVC with a replica that is away from the bus for a second, or too busy to answer for as long', async () => {
    const token = await stack.store();
    const other = stack.replica('d'.repeat(12), KEYS);
    const away = () => {
      stack.proxy.refuse();
      stack.proxy.cut();
    };
    away();
    const waiting = used(other.vault, token);
    await sleep(1_500);
    await stack.proxy.pass();
    expect((await waiting).cvc?.reveal()).toBe(CVC);
    const next = await stack.store();
    stack.proxy.freeze();
    await expect(used(other.vault, next)).rejects.toThrow(TransientError);
    await stack.proxy.pass();
    const card = await eventually('the CVC', () => triedAgain(used(other.vault, next)));
    expect(card.cvc?.reveal()).toBe(CVC);
  });

  it('knows within seconds that a CVC is lost when the replica that had it is gone', async () => {
    const token = await stack.store();
    await stack.start(KEYS);
    const other = stack.replica('c'.repeat(12), KEYS);
    await stack.database.query(`UPDATE cards SET cvc_holder = $1 WHERE id = $2`, ['e'.repeat(12), idOf(token)]);
    const sinceMs = performance.now();
    await expectLost(other.vault, token);
    expect(performance.now() - sinceMs).toBeLessThan(9_000);
  });

  it('shows and deletes a saved card of the merchant who has it, and knows it for nobody else', async () => {
    const token = await stack.store({}, true);
    expect(await get(token)).toMatchObject({ brand: 'visa', bin: '492942', last4: '5709', isReusable: true });
    await expect(get(token, 'mer_other')).rejects.toMatchObject({ code: 'unknown_card' });
    await expect(deleteCard(token, 'mer_other')).rejects.toMatchObject({ code: 'unknown_card' });
    await used(stack.vault, token);
    expect(await used(stack.vault, token)).toMatchObject({ isStored: true, cvc: undefined });
    await deleteCard(token);
    await expect(get(token)).rejects.toMatchObject({ code: 'unknown_card' });
    await expect(used(stack.vault, token)).rejects.toMatchObject({ code: 'unknown_card' });
  });

  it('tells the issuer of a kept card’s next order that it is a stored one, without CVC, at every replica', async () => {
    const token = await stack.store();
    expect((await used(stack.vault, token)).isStored).toBe(false);
    await stack.vault.keep(token);
    for (const vault of [stack.vault, stack.replica('8'.repeat(12), KEYS).vault])
      expect(await used(vault, token)).toMatchObject({ isStored: true, cvc: undefined });
  });

  it('deletes no card that a credit holds, whichever of the two comes first', async () => {
    const [credit, other] = [newId(), newId()];
    const held = await stack.store({}, true);
    await stack.vault.hold(held, credit);
    await stack.vault.hold(held, credit);
    await stack.vault.hold(held, other);
    expect([...(await stack.vault.holders())].sort()).toEqual([credit, other].sort());
    await stack.vault.release(held, credit);
    await expect(deleteCard(held)).rejects.toMatchObject({ code: 'card_in_use' });
    await stack.vault.release(held, other);
    await deleteCard(held);
    await expect(stack.vault.hold(held, credit)).rejects.toMatchObject({ code: 'unknown_card' });
    for (let round = 0; round < 20; round += 1) {
      const token = await stack.store({}, true);
      const [holding, deleting] = await Promise.allSettled([stack.vault.hold(token, credit), deleteCard(token)]);
      expect([holding.status, deleting.status].sort()).toEqual(['fulfilled', 'rejected']);
      expect((await stack.vault.holders()).length).toBe(holding.status === 'fulfilled' ? 1 : 0);
      await stack.vault.release(token, credit);
    }
  });

  it('deletes a card for one order after its outcome, and the orphans of long ago, whoever sweeps', async () => {
    const [forgotten, saved] = [await stack.store(), await stack.store({}, true)];
    stack.vault.forget(forgotten);
    stack.vault.forget(saved);
    const [one, two] = [stack.replica('f'.repeat(12), KEYS), stack.replica('0'.repeat(12), KEYS)];
    await insertOldCards(1_300, false);
    await insertOldCards(3, true);
    const counts = await Promise.all([one.removal.sweep(), two.removal.sweep()]);
    expect(counts[0] + counts[1]).toBe(1_300);
    await sleep(1_200);
    await expect(get(forgotten)).rejects.toMatchObject({ code: 'unknown_card' });
    expect(await get(saved)).toMatchObject({ isReusable: true });
  });

  it('finds old cards by an index of their own', async () => {
    const plan = await stack.database.query(
      'EXPLAIN SELECT id FROM cards WHERE NOT is_reusable AND id < $1 ORDER BY id LIMIT 500',
      [newId()],
    );
    expect(JSON.stringify(plan)).toMatch(/one_order_cards/);
  });

  it('I15, S18: PAN and CVC are in no row, no log line, no error and no message on the bus in clear', async () => {
    const seen: string[] = [];
    const write = process.stdout.write;
    process.stdout.write = (text) => seen.push(String(text)) > 0;
    const overheard = stack.bus.connection.subscribe('>', { callback: (_error, message) => void seen.push(message.string()) });
    try {
      const other = stack.replica('9'.repeat(12), KEYS);
      const token = await stack.store();
      await failed(other.vault, token);
      await used(other.vault, token);
      await get(await stack.store({}, true));
      const wrong = [
        stack.storeText(`! ${CVC} ${PAN}`), // a parser quotes what it cannot read
        stack.storeText(`{"pan":"${PAN}","cvc":${CVC}`),
        stack.storeText(`{"pan":"${PAN}","expiryMonth":"${CVC}"}`),
        stack.store({ pan: `${PAN}0000` }),
        stack.store({ cvc: `${CVC}1` }),
      ];
      for (const result of await Promise.allSettled(wrong)) {
        if (result.status === 'fulfilled') throw new Error('a card that is none was taken');
        seen.push(`${result.reason} ${JSON.stringify(result.reason)} ${result.reason.stack}`);
      }
      const tables = await stack.database.query(
        'SELECT cards::text AS row FROM cards UNION ALL SELECT data_keys::text FROM data_keys',
      );
      seen.push(...tables.map(({ row }: { row: string }) => row));
      await stack.bus.connection.flush();
    } finally {
      process.stdout.write = write;
      overheard.unsubscribe();
    }
    expect(seen.filter((text) => text.startsWith('{"level"')).length).toBeGreaterThan(3);
    expect(seen.filter((text) => text.includes('"sealed"')).length).toBeGreaterThan(3);
    expect(seen.filter((text) => CLEAR.test(text))).toEqual([]);
  });

  const insertOldCards = (count: number, isReusable: boolean) =>
    stack.database.query(
      `INSERT INTO cards (id, merchant, mode, is_reusable, key_id, sealed)
       SELECT id, 'mer_demo', 'test', $2, id, '' FROM unnest($1::uuid[]) AS id`,
      [Array.from({ length: count }, () => newId(Date.now() - 12 * 86_400_000)), isReusable],
    );
});
