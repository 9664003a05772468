import { usd } from '@tollgate/money';
import {
  fraudAccepted,
  orderPlaced,
  orderPriced,
  recorded,
  refundApprovalRequested,
  refundApprovalResolved,
  refundRequested,
} from '@tollgate/testing';
import { fold, type Order } from '../order.js';
import { approvalStatusOf, type RefundApproval, refundedAlone } from './refund-approval.js';

const by = (on: string, id?: string) => ({ actor: { service: 'gateway-ingress', on }, ...(id === undefined ? {} : { id }) });
const after = (...events: Parameters<typeof fold>[0]): Order =>
  fold([orderPlaced(), orderPriced(), fraudAccepted(), ...events]) as Order;
const asked = refundApprovalRequested({ reason: 'broken' }, by('usr_ann', 'a1'));
const only = (order: Order): RefundApproval => order.refundApprovals[0] as RefundApproval;
const statusAt = (order: Order, at: string) => approvalStatusOf(only(order), new Date(at));

describe('a refund that wants a second person', () => {
  it('waits, and moves no money', () => {
    const order = after(asked);
    expect(only(order)).toMatchObject({ id: 'a1', by: 'usr_ann', asked: { reason: 'broken' } });
    expect(statusAt(order, '2026-11-26T11:59:59.999Z')).toBe('waiting');
    expect(order.payment).toEqual(after().payment);
  });

  it('has expired from its deadline on', () => expect(statusAt(after(asked), '2026-11-26T12:00:00.000Z')).toBe('expired'));

  it.each([
    ['approve', 'approved'],
    ['reject', 'rejected'],
    ['a word of a later release', 'rejected'],
  ])('is resolved by %s, whatever its deadline', (decision, status) => {
    const order = after(asked, refundApprovalResolved({ approval: 'a1', decision, sealedNote: 'c2VhbGVk' }, by('usr_bob')));
    expect(statusAt(order, '2027-01-01T00:00:00Z')).toBe(status);
    expect(only(order).resolution).toMatchObject({ by: 'usr_bob', sealedNote: 'c2VhbGVk' });
  });

  it('is none of another one', () => {
    const order = after(asked, refundApprovalResolved({ approval: 'a2' }, by('usr_bob')));
    expect(statusAt(order, '2026-11-24T00:00:00Z')).toBe('waiting');
  });
});

describe('what was given back without a second person', () => {
  const refund = (id: string, { on, minor, approval = '' }: { on: string; minor: bigint; approval?: string }) =>
    refundRequested({ amount: usd(minor), approval }, by(on, id));
  const alone = (...events: Parameters<typeof fold>[0]) =>
    refundedAlone(after(...events).payment, (who) => who.startsWith('usr_'));

  it('is what people gave back or asked for, all of them together', () =>
    expect(alone(refund('r1', { on: 'usr_ann', minor: 100n }), refund('r2', { on: 'usr_bob', minor: 20n }))).toBe(120n));

  it('leaves out what keys asked for, what was approved, and what failed', () => {
    const failed = recorded('RefundFailed', { operation: 'r3', code: 'declined' }, { version: 4 });
    const events = [
      refund('r1', { on: 'key_1', minor: 100n }),
      refund('r2', { on: 'usr_ann', minor: 100n, approval: 'a1' }),
      refund('r3', { on: 'usr_ann', minor: 100n }),
      failed,
    ];
    expect(alone(...events)).toBe(0n);
  });
});
