import type { OrderEvent, RecordedEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { fold, type Order } from '@tollgate/order';
import {
  authorizationRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
} from '@tollgate/testing';
import fc from 'fast-check';
import { askForRefund } from '../refunds/ask-for-refund.js';
import { resolveApproval } from './resolve-approval.js';

const sold: readonly RecordedEvent[] = [
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured(),
];
const settings = { limits: { USD: 1000 }, appliesToKeys: false, approvalHours: 72 };
const now = new Date('2026-11-24T12:00:00.000Z');

const step = fc.record({
  by: fc.constantFrom('usr_ann', 'usr_bob', 'usr_eve'),
  minor: fc.integer({ min: 1, max: 3000 }),
  /** Which of the approvals, where something is decided. */
  choice: fc.nat(5),
  decision: fc.constantFrom('approve' as const, 'reject' as const),
  isAsking: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const decide = (order: Order, { by, minor, choice, decision, isAsking }: Step): readonly OrderEvent[] => {
  const approval = order.refundApprovals[choice]?.id ?? '';
  try {
    return isAsking
      ? askForRefund(order, { amount: minor }, { by, settings, settingsVersion: 1, now })
      : resolveApproval(order, { approval, decision, sealedNote: '', by, mayApprove: true, now });
  } catch (error) {
    if (error instanceof DomainError) return []; // refused: nothing happened
    throw error;
  }
};

const after = (history: readonly RecordedEvent[], one: Step): readonly RecordedEvent[] => {
  const header = { actor: { service: 'gateway-ingress', on: one.by } };
  const events = decide(fold(history) as Order, one);
  return [
    ...history,
    ...events.map((event, index) => recorded(event.type, event.data as never, { ...header, version: history.length + index })),
  ];
};

describe('the second person, whatever people ask for and decide', () => {
  it('M3: nothing beyond the limit goes back without another one, nothing twice, and never more than was captured', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const history = steps.reduce(after, sold);
        const refunds = history.filter((one) => one.type === 'RefundRequested');
        const sum = (all: typeof refunds) => all.reduce((total, { data }) => total + (data.amount?.minor ?? 0n), 0n);
        expect(sum(refunds) <= 5426n).toBe(true);
        expect(sum(refunds.filter(({ data }) => data.approval === '')) <= 1000n).toBe(true);
        const approved = refunds.filter(({ data }) => data.approval !== '');
        expect(new Set(approved.map(({ data }) => data.approval)).size).toBe(approved.length);
        const actors = new Map(history.map(({ header }) => [header.id, header.actor.on]));
        const isByOther = approved.map(({ data, header }) => actors.get(data.approval) !== header.actor.on);
        expect(isByOther.every(Boolean)).toBe(true);
      }),
    );
  });
});
