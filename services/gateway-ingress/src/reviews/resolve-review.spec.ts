import type { RecordedEvent } from '@tollgate/contracts';
import type { Requests } from '@tollgate/messaging';
import { fold, type Order } from '@tollgate/order';
import { MemoryStore } from '@tollgate/order-log';
import {
  authorizationExpired,
  authorizationRequested,
  fraudHeld,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  reviewResolved,
} from '@tollgate/testing';
import type { OwnOrders } from '../orders/own-orders.repository.js';
import type { Outcomes } from '../outcomes/outcomes.repository.js';
import { openReplica } from '../testing/replica.js';
import { ResolveReview } from './resolve-review.handler.js';

const events = [orderPlaced({ type: 'preauth' }), orderPriced(), fraudHeld()];
const order = fold(events) as Order;

/** Two replicas that ask fraud for the same request at the same moment; nothing has followed from it yet. */
const setUp = ({ atDeadline = [] }: { readonly atDeadline?: readonly RecordedEvent[] } = {}) => {
  const store = new MemoryStore();
  store.add(...events);
  let asked = 0;
  const both = Promise.withResolvers<void>();
  const fraud = {
    request: async () => {
      asked += 1;
      if (asked === 2 || atDeadline.length > 0) both.resolve();
      await both.promise;
      return {};
    },
  } as unknown as Requests;
  const late = async () => void store.add(...atDeadline);
  const outcomes = {
    during: (_: unknown, work: (wait: () => Promise<undefined>) => Promise<unknown>) => work(late),
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

it('is answered as often alike where the order ends as the time to wait is over: it was expired at first, and approved when asked again', async () => {
  const isSale = false;
  const ending = [reviewResolved('accept'), authorizationRequested({ isSale }), paymentAuthorized(), authorizationExpired()];
  const [one] = setUp({ atDeadline: ending });
  expect((await one('accept')).body).toMatchObject({ status: 'approved' });
});
