import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  PageOfListRequestSchema,
  PageOfListResponseSchema,
  type RecordedEvent,
  RemoveFromListRequestSchema,
  RemoveFromListResponseSchema,
  requests,
} from '@tollgate/contracts';
import type { RunningService } from '@tollgate/service';
import { eventually } from '@tollgate/testing';
import { FraudStack } from '../testing/fraud-stack.js';

let stack: FraudStack;
beforeAll(async () => {
  stack = await FraudStack.start();
});
afterAll(() => stack?.stop());

const scope = (merchant: string) => ({ merchant, mode: 'test', list: 'lockout' });
const lockouts = async (merchant: string) => {
  const schemas = [PageOfListRequestSchema, PageOfListResponseSchema] as const;
  return (await stack.ask(requests.pageOfList, schemas, { ...scope(merchant), limit: 100 })).entries;
};
const letGo = (merchant: string, entry: string) =>
  stack.ask(requests.removeFromList, [RemoveFromListRequestSchema, RemoveFromListResponseSchema], {
    ...scope(merchant),
    entry,
    command: randomUUID(),
    correlation: randomUUID(),
    actor: 'usr_1',
  });

/** A merchant whose cards and e-mail addresses are locked out after 3 failures. */
const strictMerchant = async (more: object = {}): Promise<string> => {
  const merchant = `mer_${randomUUID().slice(0, 8)}`;
  await stack.set(merchant, { lockout: { failures: 3, windowMinutes: 60, minutes: 30 }, ...more });
  await sleep(300); // the other replica reads the settings again
  return merchant;
};
const decline = async (merchant: string, screening: object): Promise<RecordedEvent> => {
  const priced = await stack.price({ screening }, merchant);
  await stack.decline(priced);
  return priced;
};
const judged = async (merchant: string, screening: object) => stack.assessed(await stack.price({ screening }, merchant));

describe('a card that the issuer declines again and again', () => {
  it('is locked out after as many declines as the merchant set, for a while, and can be let go', async () => {
    const [merchant, card] = [await strictMerchant(), randomUUID()];
    for (const email of ['a', 'b']) await decline(merchant, { card, email });
    expect(await judged(merchant, { card, email: 'c' })).toMatchObject({ decision: 'accept' });
    const third = await decline(merchant, { card, email: 'd' });
    const [entry] = await eventually('the lockout', async () => {
      const entries = await lockouts(merchant);
      return entries.length > 0 && entries;
    });
    expect(entry).toMatchObject({
      kind: 'card',
      label: expect.stringMatching(/^\d{6}…\d{4}$/),
      order: third.header.subject.id,
      addedBy: '',
    });
    const lastsMs = Date.parse(entry?.expiresAt ?? '') - Date.now();
    expect(lastsMs).toBeGreaterThan(29 * 60_000);
    expect(lastsMs).toBeLessThanOrEqual(30 * 60_000);
    expect(await judged(merchant, { card, email: 'e' })).toMatchObject({ decision: 'reject', reasons: ['card_locked_out'] });
    await letGo(merchant, entry?.id ?? '');
    expect((await judged(merchant, { card, email: 'f' })).reasons).toEqual(['card_velocity']);
  });

  it('is not counted twice for one order, however often its decline comes', async () => {
    const [merchant, card] = [await strictMerchant(), randomUUID()];
    const priced = await decline(merchant, { card });
    const [declined] = (await stack.historyOf(priced, 'PaymentDeclined')) as [RecordedEvent];
    const again = () => ({ ...declined, header: { ...declined.header, id: randomUUID() } }) as RecordedEvent;
    for (let round = 0; round < 4; round += 1) await stack.ingress.runtime.bus.publishEvent(again());
    await sleep(500);
    expect(await lockouts(merchant)).toEqual([]);
  });

  it('is locked out also when its declines come at once, to two replicas', async () => {
    const [merchant, card] = [await strictMerchant(), randomUUID()];
    const orders = await Promise.all([1, 2, 3].map(() => stack.price({ screening: { card } }, merchant)));
    await Promise.all(orders.map((order) => stack.decline(order)));
    await eventually('the lockout', async () => (await lockouts(merchant)).length === 1);
  });
});

describe('an e-mail address whose orders we reject', () => {
  it('is locked out: one that was tried with many blocked or hurried cards', async () => {
    const email = randomUUID();
    const merchant = await strictMerchant({ email: { attempts: 1, windowMinutes: 60, action: 'reject' } });
    for (let count = 0; count < 4; count += 1) await judged(merchant, { email });
    const [entry] = await eventually('the lockout', async () => {
      const entries = await lockouts(merchant);
      return entries.length > 0 && entries;
    });
    expect(entry).toMatchObject({ kind: 'email', label: '' });
    expect((await judged(merchant, { email })).reasons).toContain('email_locked_out');
  });

  it('is not locked out for an order that was sent again and again by mistake', async () => {
    const merchant = await strictMerchant();
    const screening = { card: randomUUID(), email: randomUUID(), goods: 'g' };
    for (let count = 0; count < 5; count += 1) await judged(merchant, screening);
    await sleep(300);
    expect(await lockouts(merchant)).toEqual([]);
  });
});

describe('a merchant who set no lockout', () => {
  it('pays nothing for it: no failure is marked', async () => {
    const merchant = `mer_${randomUUID().slice(0, 8)}`;
    const orders = await Promise.all([1, 2, 3, 4].map(() => decline(merchant, { email: 'same' })));
    await sleep(500);
    const ids = orders.map(({ header }) => header.subject.id);
    const { database } = (stack.replicas[0] as RunningService).runtime;
    const marked = await database.query('SELECT FROM attempts WHERE order_id = ANY($1) AND failed_at IS NOT NULL', [ids]);
    expect([marked, await lockouts(merchant)]).toEqual([[], []]);
  });
});
