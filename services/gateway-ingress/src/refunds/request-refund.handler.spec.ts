import { TransientError } from '@tollgate/errors';
import { fold, type Order } from '@tollgate/order';
import { MemoryOrderLog, MemoryStore } from '@tollgate/order-log';
import type { SettingsStore } from '@tollgate/settings';
import {
  authorizationRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  refundRequested,
} from '@tollgate/testing';
import type { OwedApprovalMails } from '../approval-mails/owed-approval-mails.repository.js';
import { RequestOperation } from '../operations/request-operation.handler.js';
import type { OwnOrders } from '../orders/own-orders.repository.js';
import type { Outcomes } from '../outcomes/outcomes.repository.js';
import { refundSettings } from '../refund-approvals/refund-settings.schema.js';
import type { WaitingApprovals } from '../refund-approvals/waiting-approvals.repository.js';
import { RequestRefund } from './request-refund.handler.js';

const sold = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested(), paymentAuthorized(), paymentCaptured()];
const order = fold(sold) as Order;
const person = { actor: { service: 'gateway-ingress', on: 'usr_bob' }, version: 2 };

interface Setup {
  /** Whether the queue can be written. */
  readonly hasDatabase?: boolean;
  /** What the log holds beside what the request saw at first. */
  readonly meanwhile?: readonly ReturnType<typeof refundRequested>[];
}

/** A store that wants a second person above 10.00, and one who asks for a refund there. */
const setUp = ({ hasDatabase = true, meanwhile = [] }: Setup = {}) => {
  const store = new MemoryStore();
  store.add(...sold, ...meanwhile);
  const log = new MemoryOrderLog({ service: 'gateway-ingress', store });
  const outcomes = {
    during: (_: unknown, work: (wait: () => Promise<undefined>) => Promise<unknown>) => work(async () => undefined),
  } as unknown as Outcomes;
  // At first as it was before anything else came in.
  const seen = [order];
  const own = {
    find: async () => ({ order: seen.pop() ?? fold(store.events) }),
    views: { linkOf: () => '', licenseKeyOf: () => '' },
  } as unknown as OwnOrders;
  const document = { ...refundSettings.defaults, limits: { USD: 1000 } };
  const settings = { current: async () => ({ document, version: 1 }) } as unknown as SettingsStore;
  const queued = new Set<string>();
  const queue = {
    add: async (_: unknown, { command }: { readonly command: string }) => {
      if (!hasDatabase) throw new TransientError('the database is away');
      queued.add(command);
    },
    remove: async (commands: readonly string[]) => {
      for (const command of commands) queued.delete(command);
    },
  } as unknown as WaitingApprovals;
  const mails = {
    add: async (_: unknown, { command }: { readonly command: string }) => void owed.push(command),
  } as unknown as OwedApprovalMails;
  const owed: string[] = [];
  const clock = { now: () => new Date() };
  const handler = new RequestRefund(new RequestOperation(log, outcomes, own), own, settings, queue, mails, clock);
  const caller = { merchant: order.merchant, mode: 'test', actor: 'usr_ann' } as const;
  const context = { caller, requestId: 'req_1', traceparent: undefined, attempt: {} };
  const appended = () => store.events.slice(sold.length + meanwhile.length);
  return { ask: (amount: number) => handler.request('ord_1', { amount }, context), appended, queued, owed };
};

describe('a refund that wants a second person', () => {
  it('is in the queue under the command that its event names', async () => {
    const { ask, appended, queued, owed } = setUp();
    const { status, body } = await ask(2000);
    expect([status, body]).toMatchObject([202, { kind: 'refund_approval', status: 'waiting', requestedBy: 'usr_ann' }]);
    expect(appended().map(({ type }) => type)).toEqual(['RefundApprovalRequested']);
    expect([...queued]).toEqual(appended().map(({ header }) => header.causation));
    expect(owed).toEqual([...queued]);
  });

  it('is in no queue where one person is enough', async () => {
    const { ask, appended, queued, owed } = setUp();
    await ask(1000);
    expect(appended().map(({ type }) => type)).toEqual(['RefundRequested']);
    expect([queued.size, owed]).toEqual([0, []]);
  });

  it('is not asked for where nobody would find it', async () => {
    const { ask, appended } = setUp({ hasDatabase: false });
    await expect(ask(2000)).rejects.toBeInstanceOf(TransientError);
    expect(appended()).toEqual([]);
  });

  it('is taken out of the queue again where the order allows it no more', async () => {
    const { ask, appended, queued } = setUp({ meanwhile: [refundRequested({}, person)] });
    await expect(ask(2000)).rejects.toMatchObject({ code: 'refund_pending' });
    expect([appended(), queued.size]).toEqual([[], 0]);
  });

  it('waits for them also where it wants one only by what others gave back at the same moment', async () => {
    const { ask, appended, queued } = setUp({
      meanwhile: [refundRequested({ amount: { minor: 900n, currency: 'USD' } }, person)],
    });
    const { status, body } = await ask(500);
    expect([status, body]).toMatchObject([202, { kind: 'refund_approval', status: 'waiting' }]);
    expect(appended().map(({ type }) => type)).toEqual(['RefundApprovalRequested']);
    expect([...queued]).toEqual(appended().map(({ header }) => header.causation));
  });
});
