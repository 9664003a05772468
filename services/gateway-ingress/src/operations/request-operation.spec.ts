import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import { MemoryOrderLog, MemoryStore } from '@tollgate/order-log';
import { orderPlaced, orderPriced, paymentAuthorized } from '@tollgate/testing';
import type { OwnOrders } from '../orders/own-orders.repository.js';
import type { Outcomes } from '../outcomes/outcomes.repository.js';
import { RequestOperation } from './request-operation.handler.js';

const history = [orderPlaced({ type: 'preauth' }), orderPriced(), paymentAuthorized()];
const order = fold(history) as Order;

/** An order that is authorized, and a bus that takes nothing. */
const setUp = (log: (store: MemoryStore) => MemoryOrderLog) => {
  const store = new MemoryStore();
  store.add(...history);
  const outcomes = {
    during: (_: unknown, work: (wait: () => Promise<undefined>) => Promise<unknown>) => work(async () => undefined),
  } as unknown as Outcomes;
  const own = { find: async () => ({ order }), linkOf: () => '' } as unknown as OwnOrders;
  const handler = new RequestOperation(log(store), outcomes, own);
  const caller = { merchant: order.merchant, mode: 'test', actor: 'key_1' } as const;
  const context = { caller, requestId: 'req_1', traceparent: undefined, attempt: {} };
  const ask = () =>
    handler.request({ kind: 'void', order: 'ord_1', context, decide: () => [newEvent('VoidRequested', { amount: usd(5426n) })] });
  const requested = (): readonly RecordedEvent[] => store.events.filter(({ type }) => type === 'VoidRequested');
  return { ask, requested };
};

const withoutBus = (store: MemoryStore) =>
  new MemoryOrderLog({
    service: 'gateway-ingress',
    store,
    publish: async () => {
      throw new Error('the bus is away');
    },
  });

const outOfReach = (store: MemoryStore) => {
  const log = new MemoryOrderLog({ service: 'gateway-ingress', store });
  log.append = async () => {
    throw new TransientError('the log is away');
  };
  return log;
};

describe('an operation that is asked for while the bus is away', () => {
  it('is answered as under way, not by 503, because it is recorded', async () => {
    const { ask, requested } = setUp(withoutBus);
    expect((await ask()).status).toBe(202);
    expect(requested()).toHaveLength(1);
  });

  it('is answered by 503 where nothing of it is recorded', async () => {
    const { ask, requested } = setUp(outOfReach);
    await expect(ask()).rejects.toBeInstanceOf(TransientError);
    expect(requested()).toEqual([]);
  });
});
