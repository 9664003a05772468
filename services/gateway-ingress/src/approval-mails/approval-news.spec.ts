import { fold, type Order, type RefundApproval } from '@tollgate/order';
import { orderPlaced, refundApprovalRequested, refundApprovalResolved } from '@tollgate/testing';
import { approvalFacts, approvalNews, isToldToAsker } from './approval-news.js';

const id = '01890a5d-ac96-774b-bcce-b302099a8a01';
const command = '01890a5d-ac96-774b-bcce-b302099a8c01';
const now = new Date('2026-11-24T12:00:00Z');
const person = (on: string, more = {}) => ({ actor: { service: 'gateway-ingress', on }, ...more });
const asked = (by = 'usr_ann') => refundApprovalRequested({}, { id, causation: command, ...person(by) });
const resolved = (by: string, decision = 'approve', occurredAt = '2026-11-24T11:00:00.000Z') =>
  refundApprovalResolved({ approval: id, decision }, { ...person(by), occurredAt });
const orderOf = (...events: Parameters<typeof fold>[0]) => fold([orderPlaced(), ...events]) as Order;
const waits = { about: 'asked', command } as const;
const decided = { about: 'decided', approval: id } as const;

describe('the mails about a refund that wants a second person', () => {
  it('wait until the order says that it was asked for', () => {
    expect(approvalNews(undefined, waits, now)).toBe('not_yet');
    expect(approvalNews(orderOf(), waits, now)).toBe('not_yet');
    expect(approvalNews(orderOf(asked()), { ...waits, command: 'another' }, now)).toBe('not_yet');
  });

  it('tell those who may approve as long as it waits', () => {
    expect(approvalNews(orderOf(asked()), waits, now)).toMatchObject({ id });
    expect(approvalNews(orderOf(asked(), resolved('usr_bob')), waits, now)).toBeUndefined();
    expect(approvalNews(orderOf(asked()), waits, new Date('2027-01-01T00:00:00Z'))).toBeUndefined();
  });

  it('tell who asked what another person decided, for three days', () => {
    expect(approvalNews(orderOf(asked()), decided, now)).toBe('not_yet');
    expect(approvalNews(orderOf(asked(), resolved('usr_bob')), decided, now)).toMatchObject({ id });
    expect(approvalNews(orderOf(asked(), resolved('usr_bob')), decided, new Date('2026-11-27T11:00:00Z'))).toBeUndefined();
  });

  it('tell nobody that they took it back themselves, and no API key', () => {
    expect(approvalNews(orderOf(asked(), resolved('usr_ann', 'reject')), decided, now)).toBeUndefined();
    expect(approvalNews(orderOf(asked('key_1'), resolved('usr_bob')), decided, now)).toBeUndefined();
    const [approval] = orderOf(asked()).refundApprovals as readonly [RefundApproval];
    expect([isToldToAsker(approval, 'usr_bob'), isToldToAsker(approval, 'usr_ann')]).toEqual([true, false]);
  });

  it('say the same however often they are asked for: when it was, by whom, and until when there is sense in them', () => {
    const [waiting] = orderOf(asked()).refundApprovals as readonly [RefundApproval];
    expect(approvalFacts(waiting, 'asked')).toEqual({
      kind: 'refund_to_approve',
      id,
      at: waiting.requestedAt,
      until: waiting.asked.until,
      by: 'usr_ann',
      decision: '',
    });
    const [rejected] = orderOf(asked(), resolved('usr_bob', 'reject')).refundApprovals as readonly [RefundApproval];
    expect(approvalFacts(rejected, 'decided')).toEqual({
      kind: 'refund_decided',
      id,
      at: '2026-11-24T11:00:00.000Z',
      until: '2026-11-27T11:00:00.000Z',
      by: 'usr_bob',
      decision: 'reject',
    });
  });
});
