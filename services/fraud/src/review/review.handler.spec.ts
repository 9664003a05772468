import { randomUUID } from 'node:crypto';
import { create, type RecordedEvent, ResolveReviewRequestSchema } from '@tollgate/contracts';
import type { DomainError } from '@tollgate/errors';
import { MemoryOrderLog, MemoryStore } from '@tollgate/order-log';
import { DueWorkRunner, MemoryDueWork } from '@tollgate/postgres';
import { fraudAccepted, fraudHeld, orderPlaced, orderPriced, reviewResolved, testMerchant, testOrderId } from '@tollgate/testing';
import { REVIEW_DEADLINE, ReviewHandler } from './review.handler.js';

const reviewUntil = '2026-11-26T12:00:00.000Z';

/** A held order, its deadline scheduled, and a clock that stands at the moment it was held until it is moved. */
const setUp = (...history: readonly RecordedEvent[]) => {
  let nowMs = Date.parse('2026-11-23T12:00:00.000Z');
  const clock = { now: () => new Date(nowMs) };
  const store = new MemoryStore();
  store.add(orderPlaced(), orderPriced(), ...history);
  const dueWork = new MemoryDueWork({ clock });
  const queue = new Set<string>();
  const queued = {
    add: async ({ subject }: { readonly subject: { readonly id: string } }) => void queue.add(subject.id),
    remove: async (order: string) => void queue.delete(order),
  };
  const handler = new ReviewHandler(new MemoryOrderLog({ service: 'fraud', store }), dueWork, queued, clock);
  const failures: unknown[] = [];
  const runner = new DueWorkRunner({
    dueWork,
    handlers: [{ kind: REVIEW_DEADLINE, handle: (item) => handler.end(item) }],
    clock,
    random: { fraction: () => 0.5 },
    onFailure: (error) => failures.push(error),
  });
  const resolutions = () => store.events.filter(({ type }) => type === 'FraudReviewResolved');
  const moveTo = (at: string) => {
    nowMs = Date.parse(at);
  };
  return { store, handler, runner, queue, failures, resolutions, moveTo };
};

const command = (init: object = {}) =>
  create(ResolveReviewRequestSchema, {
    order: testOrderId,
    merchant: testMerchant,
    mode: 'test',
    decision: 'accept',
    note: 'a regular customer',
    command: randomUUID(),
    correlation: randomUUID(),
    actor: 'key_1',
    ...init,
  });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'resolved',
    ({ code }: DomainError) => code,
  );

describe('a held order', () => {
  it('O5: is accepted by its merchant, and the event says who did', async () => {
    const { handler, resolutions } = setUp(fraudHeld());
    const { event } = await handler.resolve(command());
    expect(resolutions()).toMatchObject([
      {
        data: { decision: 'accept', note: 'a regular customer', isOverdue: false },
        header: { id: event, stream: 'fraud', version: 2, actor: { service: 'fraud', on: 'key_1' } },
      },
    ]);
  });

  it('is in the queue of reviews until somebody looked at it', async () => {
    const { handler, queue } = setUp(fraudHeld());
    await handler.schedule(orderPriced().header, reviewUntil);
    expect([...queue]).toEqual([testOrderId]);
    await handler.resolve(command());
    expect([...queue]).toEqual([]);
  });

  it('whose review ended as a process died is taken from the queue at its deadline', async () => {
    const { store, handler, queue, runner, moveTo } = setUp(fraudHeld());
    await handler.schedule(orderPriced().header, reviewUntil);
    store.add(reviewResolved('accept'));
    moveTo(reviewUntil);
    await runner.runDue();
    expect([...queue]).toEqual([]);
  });

  it('is resolved once for one command, however often it comes', async () => {
    const { handler, resolutions } = setUp(fraudHeld());
    const request = command();
    expect(await handler.resolve(request)).toEqual(await handler.resolve(request));
    expect(resolutions().length).toBe(1);
  });

  it('is not resolved again by another command', async () => {
    const { handler, resolutions } = setUp(fraudHeld());
    await handler.resolve(command());
    expect(await codeOf(handler.resolve(command({ decision: 'reject' })))).toBe('review_resolved');
    expect(resolutions().length).toBe(1);
  });

  it.each([
    ['another merchant', { merchant: 'mer_other' }],
    ['the other mode', { mode: 'live' }],
    ['an unknown id', { order: randomUUID() }],
    ['an id that is none', { order: "1' OR '1'='1" }],
  ])('I14: is not there for %s', async (_, init) => {
    const { handler, resolutions } = setUp(fraudHeld());
    expect(await codeOf(handler.resolve(command(init)))).toBe('not_found');
    expect(resolutions()).toEqual([]);
  });

  it('is neither accepted nor rejected by anything else', async () => {
    const { handler, resolutions } = setUp(fraudHeld());
    expect(await codeOf(handler.resolve(command({ decision: 'maybe' })))).toBe('invalid_decision');
    expect(resolutions()).toEqual([]);
  });
});

describe('the deadline of a held order', () => {
  it('rejects it when nobody looked at it, and not before', async () => {
    const { handler, runner, resolutions, moveTo } = setUp(fraudHeld());
    await handler.schedule(orderPriced().header, reviewUntil);
    moveTo('2026-11-26T11:59:59.999Z');
    await runner.runDue();
    expect(resolutions()).toEqual([]);
    moveTo(reviewUntil);
    await runner.runDue();
    expect(resolutions()).toMatchObject([{ data: { decision: 'reject', isOverdue: true } }]);
  });

  it('changes nothing once somebody looked at it', async () => {
    const { handler, runner, resolutions, moveTo, failures } = setUp(fraudHeld());
    await handler.schedule(orderPriced().header, reviewUntil);
    await handler.resolve(command());
    moveTo(reviewUntil);
    await runner.runDue();
    expect(resolutions()).toMatchObject([{ data: { decision: 'accept' } }]);
    expect(failures).toEqual([]);
  });

  it('comes again when the order was not held yet: a crash between the two loses neither', async () => {
    const { store, handler, runner, resolutions, moveTo } = setUp();
    await handler.schedule(orderPriced().header, '2026-11-23T12:00:00.000Z');
    await runner.runDue();
    store.add(fraudHeld()); // the message came again three days later
    moveTo('2026-11-26T11:59:00.000Z');
    await runner.runDue();
    expect(resolutions()).toEqual([]);
    moveTo(reviewUntil);
    await runner.runDue();
    expect(resolutions().length).toBe(1);
  });

  it('that was scheduled for an order which was then accepted ends by itself', async () => {
    const { handler, runner, resolutions, moveTo } = setUp(fraudAccepted());
    await handler.schedule(orderPriced().header, reviewUntil);
    moveTo(reviewUntil);
    expect(await runner.runDue()).toBe(1);
    expect(await runner.runDue()).toBe(0);
    expect(resolutions()).toEqual([]);
  });

  it('handled twice rejects once', async () => {
    const { handler, resolutions, moveTo } = setUp(fraudHeld());
    moveTo(reviewUntil);
    await Promise.all([handler.end({ key: testOrderId }), handler.end({ key: testOrderId })]);
    expect(resolutions().length).toBe(1);
  });

  it('and merchants who resolve at the same moment: exactly one wins, the others are told so', async () => {
    for (let round = 0; round < 50; round += 1) {
      const { handler, resolutions, moveTo } = setUp(fraudHeld());
      moveTo(reviewUntil);
      const deadline = handler.end({ key: testOrderId });
      const codes = await Promise.all(Array.from({ length: 4 }, () => codeOf(handler.resolve(command()))));
      expect(await deadline).toBe('done');
      expect(resolutions().length).toBe(1);
      const isOverdue = resolutions().some(({ data }) => 'isOverdue' in data && data.isOverdue);
      expect(codes.filter((code) => code === 'resolved').length).toBe(isOverdue ? 0 : 1);
      expect(codes.filter((code) => code === 'review_resolved').length).toBe(isOverdue ? 4 : 3);
    }
  });
});
