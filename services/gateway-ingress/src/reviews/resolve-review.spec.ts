import type { Requests } from '@tollgate/messaging';
import { fold, type Order } from '@tollgate/order';
import { MemoryStore } from '@tollgate/order-log';
import { fraudHeld, orderPlaced, orderPriced } from '@tollgate/testing';
import type { OwnOrders } from '../orders/own-orders.repository.js';
import type { Outcomes } from '../outcomes/outcomes.repository.js';
import { openReplica } from '../testing/replica.js';
import { ResolveReview } from './resolve-review.handler.js';

const events = [orderPlaced(), orderPriced(), fraudHeld()];
const order = fold(events) as Order;

/** Two replicas that ask fraud for the same request at the same moment; nothing has followed from it yet. */
const setUp = () => {
  const store = new MemoryStore();
  store.add(...events);
  let asked = 0;
  const both = Promise.withResolvers<void>();
  const fraud = {
    request: async () => {
      asked += 1;
      if (asked === 2) both.resolve();
      await both.promise;
      return {};
    },
  } as unknown as Requests;
  const outcomes = {
    during: (_: unknown, work: (wait: () => Promise<undefined>) => Promise<unknown>) => work(async () => undefined),
    after: async () => undefined,
  } as unknown as Outcomes;
  const own = { find: async () => ({ order }), linkOf: () => '' } as unknown as OwnOrders;
  const replica = () => {
    const { log, idempotency, once } = openReplica(store);
    const handler = new ResolveReview(log, fraud, outcomes, own, idempotency);
    return (decision: 'accept' | 'reject') =>
      once({ key: 'k', content: decision }, (context) => handler.resolve('ord_1', { decision }, context));
  };
  return [replica(), replica()] as const;
};

describe('a review that two replicas resolve under one Idempotency-Key', () => {
  it('is refused to the request that decides otherwise', async () => {
    const [one, other] = setUp();
    const answers = await Promise.allSettled([one('accept'), other('reject')]);
    const codes = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.code : answer.value.status));
    expect(codes.toSorted()).toEqual([202, 'idempotency_key_reused']);
  });

  it('is answered alike to the same request', async () => {
    const [one, other] = setUp();
    const [first, second] = await Promise.all([one('accept'), other('accept')]);
    expect(second).toEqual(first);
  });
});
