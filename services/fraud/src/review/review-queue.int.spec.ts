import { randomUUID } from 'node:crypto';
import {
  PageOfReviewsRequestSchema,
  PageOfReviewsResponseSchema,
  ResolveReviewRequestSchema,
  ResolveReviewResponseSchema,
  requests,
} from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { codeOf, FraudStack } from '../testing/fraud-stack.js';

let stack: FraudStack;
beforeAll(async () => {
  stack = await FraudStack.start();
});
afterAll(() => stack?.stop());

const page = (merchant: string, init: object = {}) =>
  stack.ask(requests.pageOfReviews, [PageOfReviewsRequestSchema, PageOfReviewsResponseSchema], {
    merchant,
    mode: 'test',
    limit: 100,
    ...init,
  });
const hold = async (merchant: string): Promise<string> => {
  const priced = await stack.price({ total: usd(600_000n) }, merchant);
  expect(await stack.assessed(priced)).toMatchObject({ decision: 'review' });
  return priced.header.subject.id;
};
const resolve = (order: string, merchant: string) =>
  stack.ask(requests.resolveReview, [ResolveReviewRequestSchema, ResolveReviewResponseSchema], {
    order,
    merchant,
    mode: 'test',
    decision: 'accept',
    command: randomUUID(),
    correlation: randomUUID(),
  });

describe('the queue of reviews', () => {
  it('has held orders by their deadline, also where later ones are due earlier, a page at a time, and none that was resolved', async () => {
    const merchant = `mer_${randomUUID().slice(0, 8)}`;
    const usual = [await hold(merchant), await hold(merchant)];
    await stack.set(merchant, { reviewHours: 1 });
    await new Promise((resolved) => setTimeout(resolved, 500));
    const urgent = await hold(merchant);
    const first = await page(merchant, { limit: 2 });
    const second = await page(merchant, { limit: 2, cursor: first.nextCursor });
    expect([...first.orders, ...second.orders]).toEqual([urgent, ...usual]);
    expect(second.nextCursor).toBe('');
    await resolve(urgent, merchant);
    expect((await page(merchant)).orders).toEqual(usual);
  });

  it('has no order that was accepted or rejected at once', async () => {
    const merchant = `mer_${randomUUID().slice(0, 8)}`;
    await stack.assessed(await stack.price({}, merchant));
    expect((await page(merchant)).orders).toEqual([]);
  });

  it('I14: is a merchant’s own, and a mode’s own', async () => {
    const merchant = `mer_${randomUUID().slice(0, 8)}`;
    await hold(merchant);
    expect((await page('mer_other')).orders).toEqual([]);
    expect((await page(merchant, { mode: 'live' })).orders).toEqual([]);
    expect(await codeOf(page(merchant, { cursor: "x'; DROP TABLE held_orders" }))).toBe('invalid_cursor');
  });
});
