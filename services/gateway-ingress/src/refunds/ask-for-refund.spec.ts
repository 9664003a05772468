import type { RecordedEvent } from '@tollgate/contracts';
import { fold, type Order, orders } from '@tollgate/order';
import {
  authorizationRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  refundApprovalRequested,
  specification,
} from '@tollgate/testing';
import { askForRefund } from './ask-for-refund.js';
import type { RefundCommand } from './request-refund.js';

const sold: readonly RecordedEvent[] = [
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured(),
];
const rules = {
  by: 'usr_ann',
  settings: { limits: { USD: 1000 }, appliesToKeys: false, approvalHours: 24 },
  settingsVersion: 3,
  now: new Date('2026-11-23T12:00:00.000Z'),
};
const ask = (order: Order, command: RefundCommand) => askForRefund(order, command, rules);
const asked = (command: RefundCommand, history = sold) => ask(fold(history) as Order, command);
const given = specification(orders);

describe('a refund by a person, where the store wants a second one above 10.00', () => {
  it('is asked for at once up to that', () =>
    expect(asked({ amount: 1000 })).toMatchObject([{ type: 'RefundRequested', data: { approval: '' } }]));

  it('waits above it, with all that was asked, until its time is over', () =>
    expect(asked({ lines: [{ line: 2, quantity: 1 }], reason: 'broken' })).toMatchObject([
      {
        type: 'RefundApprovalRequested',
        data: {
          amount: { minor: 1300n },
          lines: [{ line: 2, quantity: 1, goods: { minor: 1250n }, tax: { minor: 50n } }],
          reason: 'broken',
          isByLines: true,
          limit: { minor: 1000n, currency: 'USD' },
          until: '2026-11-24T12:00:00.000Z',
          settingsVersion: 3,
        },
      },
    ]));

  it('names an amount where all that is left is asked for', () =>
    expect(asked({})).toMatchObject([{ type: 'RefundApprovalRequested', data: { amount: { minor: 5426n }, isByLines: false } }]));

  it('M3: is refused where it is more than what may be given back, before anybody is asked', () =>
    given(...sold)
      .when(ask, { amount: 5427 })
      .thenRefused('amount_exceeds_refundable', '/amount'));

  it('holds nothing back: another one may ask for the same', () =>
    expect(asked({}, [...sold, refundApprovalRequested()])).toMatchObject([{ type: 'RefundApprovalRequested' }]));

  it('is refused while twenty wait; those whose time is over do not', () => {
    const waiting = Array.from({ length: 20 }, (_, index) => refundApprovalRequested({}, { version: index + 2 }));
    given(...sold, ...waiting)
      .when(ask, {})
      .thenRefused('too_many_approvals');
    const expired = refundApprovalRequested({ until: '2026-11-23T12:00:00.000Z' }, { version: 21 });
    expect(asked({}, [...sold, ...waiting.slice(1), expired])).toHaveLength(1);
  });
});
