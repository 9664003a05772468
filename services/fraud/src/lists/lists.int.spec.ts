import { randomUUID } from 'node:crypto';
import {
  AddToListRequestSchema,
  AddToListResponseSchema,
  type EventInit,
  FindBlockedRequestSchema,
  FindBlockedResponseSchema,
  newEvent,
  PageOfListRequestSchema,
  PageOfListResponseSchema,
  type RecordedEvent,
  RemoveFromListRequestSchema,
  RemoveFromListResponseSchema,
  requests,
} from '@tollgate/contracts';
import { derivedId } from '@tollgate/crypto';
import type { RunningService } from '@tollgate/service';
import { eventually } from '@tollgate/testing';
import { codeOf, FraudStack } from '../testing/fraud-stack.js';
import { ListEntriesRepository } from './list-entries.repository.js';
import { type ListedValue, listEntries } from './list-entry.js';

let stack: FraudStack;
beforeAll(async () => {
  stack = await FraudStack.start();
});
afterAll(() => stack?.stop());

const command = () => ({ command: randomUUID(), correlation: randomUUID(), actor: 'key_7' });
const scope = { merchant: 'mer_demo', mode: 'test', list: 'block' };

const add = (wishes: readonly { kind: string; name: string; label?: string }[], init: object = {}) =>
  stack.ask(requests.addToList, [AddToListRequestSchema, AddToListResponseSchema], {
    ...scope,
    wishes: [...wishes],
    reason: 'charged back',
    ...command(),
    ...init,
  });
const remove = (entry: string, init: object = {}) =>
  stack.ask(requests.removeFromList, [RemoveFromListRequestSchema, RemoveFromListResponseSchema], {
    ...scope,
    entry,
    ...command(),
    ...init,
  });
const page = (init: object = {}) =>
  stack.ask(requests.pageOfList, [PageOfListRequestSchema, PageOfListResponseSchema], { ...scope, limit: 100, ...init });
const judged = async (screening: EventInit<'OrderPriced'>['screening'] & {}, merchant?: string, mode?: 'live') => {
  const { decision, reasons, listEntries: entries } = await stack.assessed(await stack.price({ screening }, merchant, mode));
  return { decision, reasons, entries };
};
const blocked = async (names: readonly { kind: string; name: string }[], init: object = {}) => {
  const schemas = [FindBlockedRequestSchema, FindBlockedResponseSchema] as const;
  return (await stack.ask(requests.findBlocked, [...schemas], { merchant: 'mer_demo', mode: 'test', names: [...names], ...init }))
    .kinds;
};
const ownMerchant = () => `mer_${randomUUID().slice(0, 8)}`;

describe('a card that a merchant blocks', () => {
  it('is rejected from the next order on, whichever replica judges it, until it is taken off the list', async () => {
    const card = randomUUID();
    expect(await judged({ card })).toMatchObject({ decision: 'accept', entries: [] });
    const { entries } = await add([{ kind: 'card', name: card, label: '411111…1111' }]);
    const [entry] = entries;
    expect(entry).toMatchObject({ list: 'block', kind: 'card', label: '411111…1111', reason: 'charged back', addedBy: 'key_7' });
    const all = await Promise.all([1, 2, 3, 4].map(() => judged({ card })));
    for (const one of all) expect(one).toEqual({ decision: 'reject', reasons: ['card_blocked'], entries: [entry?.id] });
    await remove(entry?.id ?? '');
    expect(await judged({ card, email: randomUUID() })).toMatchObject({ reasons: ['card_velocity'] });
  });

  it('is listed once, however often the command comes, and the log says who did it', async () => {
    const name = randomUUID();
    const same = command();
    const [first, second] = await Promise.all([add([{ kind: 'card', name }], same), add([{ kind: 'card', name }], same)]);
    expect(second).toEqual(first);
    const events = await stack.ingress.runtime.orderLog.read(first.entries[0]?.id ?? '');
    expect(events).toMatchObject([{ type: 'FraudListEntryAdded', header: { stream: 'fraud-lists', actor: { on: 'key_7' } } }]);
  });

  it('is told to whoever would give it money without an order, with what else of them is blocked', async () => {
    const [card, email] = [randomUUID(), randomUUID()];
    const names = [
      { kind: 'card', name: card },
      { kind: 'email', name: email },
      { kind: 'country', name: 'QZ' },
    ];
    expect(await blocked(names)).toEqual([]);
    const { entries } = await add([{ kind: 'card', name: card }]);
    await add([{ kind: 'country', name: 'QZ' }], { expiresAt: '2020-01-01T00:00:00.000Z' });
    await add([{ kind: 'email', name: email }], { list: 'allow' });
    expect(await blocked(names)).toEqual(['card']);
    expect([await blocked(names, { merchant: 'mer_other' }), await blocked(names, { mode: 'live' })]).toEqual([[], []]);
    await remove(entries[0]?.id ?? '');
    expect(await blocked(names)).toEqual([]);
    expect(await codeOf(blocked([{ kind: 'name', name: 'Ann' }]))).toBe('invalid_kind');
  });

  it('I14: is neither blocked nor seen nor let go by another merchant, or in the other mode', async () => {
    const card = randomUUID();
    const [entry] = (await add([{ kind: 'card', name: card }])).entries;
    const id = entry?.id ?? '';
    for (const foreign of [{ merchant: 'mer_other' }, { mode: 'live' }, { list: 'allow' }]) {
      expect(await codeOf(remove(id, foreign))).toBe('not_found');
      expect((await page(foreign)).entries.map((one) => one.id)).not.toContain(id);
    }
    expect(await judged({ card }, 'mer_other')).toMatchObject({ decision: 'accept' });
    expect(await judged({ card }, 'mer_demo', 'live')).toMatchObject({ decision: 'accept' });
    expect(await judged({ card })).toMatchObject({ decision: 'reject' });
  });

  it.each(['', "1' OR '1'='1", randomUUID()])('is not there under an id that is none: %s', async (id) =>
    expect(await codeOf(remove(id))).toBe('not_found'),
  );
});

describe('what a list takes', () => {
  it.each([
    ['email', { email: 'x-email' }],
    ['email_domain', { emailDomain: 'x-domain' }],
    ['ip', { ip: 'x-ip' }],
    ['network', { network: 'x-network' }],
    ['country', { countries: ['US', 'NG'] }],
    ['sku', { skus: ['MUG-1', 'GIFT-100'] }],
  ])('%s: an order that is known by it is rejected, others are not', async (kind, screening) => {
    const merchant = ownMerchant();
    const [name = ''] = Object.values(screening).flat().toReversed() as string[];
    await add([{ kind, name }], { merchant });
    expect(await judged(screening, merchant)).toMatchObject({ decision: 'reject', reasons: [`${kind}_blocked`] });
    expect(await judged({}, merchant)).toMatchObject({ decision: 'accept' });
  });

  it('lets limits pass for whoever is allowed', async () => {
    const [merchant, email] = [ownMerchant(), randomUUID()];
    await stack.set(merchant, { amount: { limits: { USD: 1 }, action: 'reject' } });
    expect(await judged({ email }, merchant)).toMatchObject({ reasons: ['amount_limit'] });
    await add([{ kind: 'email', name: email }], { merchant, list: 'allow' });
    expect(await judged({ email }, merchant)).toMatchObject({ decision: 'accept', reasons: [] });
  });

  it.each([
    [{ list: 'allow' }, 'country', 'invalid_kind'],
    [{ list: 'allow' }, 'sku', 'invalid_kind'],
    [{}, 'name', 'invalid_kind'],
    [{ list: 'lockout' }, 'card', 'not_found'],
    [{ list: 'gray' }, 'card', 'not_found'],
  ])('refuses %o of %s: %s', async (init, kind, code) => expect(await codeOf(add([{ kind, name: 'x' }], init))).toBe(code));

  it('nothing that has expired: it blocks nobody and is shown to nobody', async () => {
    const [merchant, card] = [ownMerchant(), randomUUID()];
    const soon = new Date(Date.now() + 1_500).toISOString();
    await add([{ kind: 'card', name: card }], { merchant, expiresAt: soon });
    expect(await judged({ card }, merchant)).toMatchObject({ decision: 'reject' });
    expect((await page({ merchant })).entries).toMatchObject([{ expiresAt: soon }]);
    await eventually('its end', async () => (await page({ merchant })).entries.length === 0);
    expect(await judged({ card, email: randomUUID() }, merchant)).toMatchObject({ decision: 'accept' });
  });

  it('no more than 10,000 entries', async () => {
    const merchant = ownMerchant();
    const { database } = (stack.replicas[0] as RunningService).runtime;
    await database.query(
      `INSERT INTO list_entries SELECT gen_random_uuid(), n, $1, 'test', 'block', 'card', '', '', NULL, now(), '', NULL, true, 1
       FROM generate_series(1, 10000) AS n`,
      [merchant],
    );
    expect(await codeOf(add([{ kind: 'card', name: 'x' }], { merchant }))).toBe('too_many_entries');
    expect(await codeOf(add([{ kind: 'card', name: 'x' }], { merchant, list: 'allow' }))).toBe('resolved');
  });

  it('is shown newest first, a page at a time, by kind', async () => {
    const merchant = ownMerchant();
    const ids: (string | undefined)[] = [];
    for (const kind of ['card', 'email', 'card', 'card', 'ip']) {
      ids.unshift((await add([{ kind, name: randomUUID() }], { merchant })).entries[0]?.id);
    }
    const first = await page({ merchant, limit: 3 });
    const second = await page({ merchant, limit: 3, cursor: first.nextCursor });
    expect([...first.entries, ...second.entries].map(({ id }) => id)).toEqual(ids);
    expect([first.nextCursor === '', second.nextCursor]).toEqual([false, '']);
    expect((await page({ merchant, kind: 'card' })).entries.length).toBe(3);
    expect(await codeOf(page({ merchant, cursor: 'x' }))).toBe('invalid_cursor');
  });
});

describe('a process that dies between the log and the list', () => {
  const { merchant, mode } = { merchant: 'mer_demo', mode: 'test' } as const;

  it('loses nothing: the event lists the value', async () => {
    const card = randomUUID();
    const value: ListedValue = { list: 'block', kind: 'card', name: card, label: '', reason: '', expiresAt: '', order: '' };
    const id = derivedId('fraud-list', merchant, mode, 'block', 'card', card);
    const { orderLog } = (stack.replicas[0] as RunningService).runtime;
    const cause = { id: randomUUID(), hash: '', correlation: randomUUID() };
    await orderLog.decide({ fold: listEntries, id, merchant, mode }, cause, () => [newEvent('FraudListEntryAdded', value)]);
    await eventually('its row', async () => (await page()).entries.some((entry) => entry.id === id));
    expect(await judged({ card })).toMatchObject({ decision: 'reject' });
  });

  it('lists nothing again that was taken off, though an old event comes late', async () => {
    const card = randomUUID();
    const [entry] = (await add([{ kind: 'card', name: card }])).entries;
    const id = entry?.id ?? '';
    const { orderLog, bus, database } = (stack.replicas[0] as RunningService).runtime;
    const [added] = (await orderLog.read(id)) as [RecordedEvent];
    const asAdded = listEntries.fold([added]);
    await remove(id);
    await bus.publishEvent({ ...added, header: { ...added.header, id: randomUUID() } } as RecordedEvent);
    if (asAdded !== undefined) await new ListEntriesRepository(database).put(asAdded);
    expect(await judged({ card })).toMatchObject({ decision: 'accept' });
  });
});
