import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RecordedEvent, ResolveReviewRequestSchema, ResolveReviewResponseSchema, requests } from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { usd } from '@tollgate/money';
import type { RunningService } from '@tollgate/service';
import { eventually } from '@tollgate/testing';
import { HeldOrdersRepository } from '../review/held-orders.repository.js';
import { REVIEW_DEADLINE, ReviewHandler } from '../review/review.handler.js';
import { codeOf, FraudStack } from '../testing/fraud-stack.js';

let stack: FraudStack;
beforeAll(async () => {
  stack = await FraudStack.start();
});
afterAll(() => stack?.stop());

const price = (...order: Parameters<FraudStack['price']>) => stack.price(...order);
const assessed = (priced: RecordedEvent) => stack.assessed(priced);
const historyOf = <T extends RecordedEvent['type']>(priced: RecordedEvent, type: T) => stack.historyOf(priced, type);
const firstReplica = () => stack.replicas[0] as RunningService;

const resolve = (priced: RecordedEvent, init: object = {}) =>
  new Requests(stack.ingress.runtime.bus).request(
    requests.resolveReview,
    ResolveReviewRequestSchema,
    ResolveReviewResponseSchema,
    {
      order: priced.header.subject.id,
      merchant: 'mer_demo',
      mode: 'test',
      decision: 'accept',
      command: randomUUID(),
      correlation: randomUUID(),
      ...init,
    },
  );
const heldOrder = () => price({ total: usd(600_000n) });

describe('fraud, with two replicas', () => {
  it('accepts an ordinary order', async () => {
    const priced = await price();
    expect(await assessed(priced)).toMatchObject({
      decision: 'accept',
      reasons: [],
      header: { stream: 'fraud', version: 1, actor: { service: 'fraud' }, causation: priced.header.id },
    });
  });

  it('S13: of 200 orders at once with one card accepts exactly 5', async () => {
    const card = randomUUID();
    const priced = await Promise.all(
      Array.from({ length: 200 }, () => price({ screening: { card, email: randomUUID(), ip: randomUUID() } })),
    );
    const decisions = (await Promise.all(priced.map(assessed))).map(({ decision, reasons }) => `${decision} ${reasons}`);
    expect(decisions.filter((one) => one === 'accept ').length).toBe(5);
    expect(decisions.filter((one) => one === 'reject card_velocity').length).toBe(195);
  });

  it('O3: accepts 40 buyers behind one IP', async () => {
    const ip = randomUUID();
    const priced = await Promise.all(
      Array.from({ length: 40 }, () => price({ screening: { card: randomUUID(), email: randomUUID(), ip } })),
    );
    const decisions = (await Promise.all(priced.map(assessed))).map(({ decision }) => decision);
    expect(new Set(decisions)).toEqual(new Set(['accept']));
  });

  it('rejects the same order sent again and names the first; O2: other goods of the same price are no repetition', async () => {
    const screening = { card: randomUUID(), email: randomUUID(), ip: randomUUID(), goods: 'one' };
    const first = await price({ screening });
    expect(await assessed(first)).toMatchObject({ decision: 'accept' });
    expect(await assessed(await price({ screening }))).toMatchObject({
      decision: 'reject',
      reasons: ['duplicate_order'],
      duplicateOf: first.header.subject.id,
    });
    const other = await price({ screening: { ...screening, goods: 'another' } });
    expect(await assessed(other)).toMatchObject({ decision: 'accept', reasons: [] });
  });

  it('O1: hears a customer at once whose first order was declined, and names the second to a third', async () => {
    const screening = { card: randomUUID(), email: randomUUID(), ip: randomUUID(), goods: 'one' };
    const first = await price({ screening });
    await assessed(first);
    await stack.decline(first, 'incorrect_cvc');
    const second = await price({ screening });
    expect(await assessed(second)).toMatchObject({ decision: 'accept', duplicateOf: '' });
    expect(await assessed(await price({ screening }))).toMatchObject({
      decision: 'reject',
      duplicateOf: second.header.subject.id,
    });
  });

  it('lets exactly one of 4 equal orders at once pass', async () => {
    const screening = { card: randomUUID(), email: randomUUID(), ip: randomUUID(), goods: 'one' };
    const priced = await Promise.all(Array.from({ length: 4 }, () => price({ screening })));
    const all = await Promise.all(priced.map(assessed));
    const passed = all.filter(({ decision }) => decision === 'accept');
    expect(passed.length).toBe(1);
    expect(new Set(all.map(({ duplicateOf }) => duplicateOf))).toEqual(new Set(['', passed[0]?.header.subject.id]));
  });

  it('I9: assesses and counts an order once, however often its message comes', async () => {
    const priced = await price();
    await assessed(priced);
    // With another id, so that the bus does not know it as a copy.
    const again = { ...priced, header: { ...priced.header, id: randomUUID() } } as RecordedEvent;
    await Promise.all([stack.pricing.runtime.bus.publishEvent(again), stack.pricing.runtime.bus.publishEvent(again)]);
    await sleep(500);
    expect(await assessed(priced)).toMatchObject({ count: 1, decision: 'accept' });
  });

  it('judges by what the merchant set, whichever replica took the settings, and records the version', async () => {
    const merchant = `mer_${randomUUID().slice(0, 8)}`;
    expect(await assessed(await price({}, merchant))).toMatchObject({ decision: 'accept', settingsVersion: 0 });
    const put = await stack.set(merchant, { amount: { limits: { USD: 100 }, action: 'reject' } });
    expect(put.version).toBe(1);
    await sleep(1_000);
    const judged = await Promise.all(Array.from({ length: 8 }, async () => assessed(await price({}, merchant))));
    for (const one of judged) expect(one).toMatchObject({ decision: 'reject', reasons: ['amount_limit'], settingsVersion: 1 });
  });
});

describe('a held order', () => {
  it('O5: is accepted by its merchant', async () => {
    const priced = await heldOrder();
    expect(await assessed(priced)).toMatchObject({ decision: 'review', reasons: ['amount_limit'] });
    const { event } = await resolve(priced, { note: 'a regular', actor: 'key_7' });
    expect(await historyOf(priced, 'FraudReviewResolved')).toMatchObject([
      { data: { decision: 'accept', note: 'a regular' }, header: { id: event, actor: { on: 'key_7' } } },
    ]);
  });

  it('I14: is not there for another merchant or mode, and an accepted order is not held', async () => {
    const priced = await heldOrder();
    await assessed(priced);
    expect(await codeOf(resolve(priced, { merchant: 'mer_other' }))).toBe('not_found');
    expect(await codeOf(resolve(priced, { mode: 'live' }))).toBe('not_found');
    const ordinary = await price();
    await assessed(ordinary);
    expect(await codeOf(resolve(ordinary))).toBe('not_held');
  });

  it('of 20 who resolve it at once, one wins: 50 rounds', async () => {
    for (let round = 0; round < 50; round += 1) {
      const priced = await heldOrder();
      await assessed(priced);
      const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(resolve(priced))));
      expect(codes.filter((code) => code === 'resolved').length).toBe(1);
      expect(codes.filter((code) => code === 'review_resolved').length).toBe(19);
      expect((await historyOf(priced, 'FraudReviewResolved')).length).toBe(1);
    }
  });
});

describe('the deadline of a review', () => {
  const dueWork = (order: string): Promise<{ due_at: Date }[]> =>
    firstReplica().runtime.database.query('SELECT due_at FROM due_work WHERE kind = $1 AND key = $2', [REVIEW_DEADLINE, order]);

  it('is due work from the moment that the order is held', async () => {
    const priced = await heldOrder();
    const { reviewUntil } = await assessed(priced);
    const [row] = await dueWork(priced.header.subject.id);
    expect(row?.due_at.toISOString()).toBe(reviewUntil);
  });

  it('is looked at again by the order itself: due work that comes too early rejects nobody', async () => {
    const priced = await heldOrder();
    const { reviewUntil } = await assessed(priced);
    const { database } = firstReplica().runtime;
    await database.query("UPDATE due_work SET due_at = now() - interval '1 hour' WHERE key = $1", [priced.header.subject.id]);
    await eventually('its postponement', async () => {
      const [row] = await dueWork(priced.header.subject.id);
      return Math.abs((row?.due_at.getTime() ?? 0) - Date.parse(reviewUntil)) < 2_000;
    });
    expect(await historyOf(priced, 'FraudReviewResolved')).toEqual([]);
  });

  it('and 19 merchants at the same moment: exactly one wins, 50 rounds', async () => {
    const { orderLog, database } = firstReplica().runtime;
    const late = { now: () => new Date(Date.now() + 100 * 3_600_000) };
    const deadlines = new ReviewHandler(orderLog, { schedule: async () => undefined }, new HeldOrdersRepository(database), late);
    for (let round = 0; round < 50; round += 1) {
      const priced = await heldOrder();
      await assessed(priced);
      const resolving = Array.from({ length: 19 }, () => codeOf(resolve(priced)));
      const deadline = deadlines.end({ key: priced.header.subject.id });
      const codes = await Promise.all(resolving);
      expect(await deadline).toBe('done');
      const resolutions = await historyOf(priced, 'FraudReviewResolved');
      expect(resolutions.length).toBe(1);
      const winners = resolutions[0]?.data.isOverdue === true ? 0 : 1;
      expect(codes.filter((code) => code === 'resolved').length).toBe(winners);
      expect(codes.filter((code) => code === 'review_resolved').length).toBe(19 - winners);
    }
  });
});
