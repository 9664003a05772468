import { fold, type Order, type RefundApproval } from '@tollgate/order';
import { orderPlaced, refundApprovalRequested, refundApprovalResolved, refundRequested } from '@tollgate/testing';
import { approvalSchema } from './approval.schema.js';
import { describeApproval } from './describe-approval.js';

const id = '01890a5d-ac96-774b-bcce-b302099a8a01';
const refundId = '01890a5d-ac96-774b-bcce-b302099a8e01';
const person = (on: string) => ({ actor: { service: 'gateway-ingress', on } });
const asked = refundApprovalRequested({}, { id, ...person('usr_ann') });
const shown = (...events: Parameters<typeof fold>[0]) => {
  const order = fold([orderPlaced(), asked, ...events]) as Order;
  return describeApproval(order, order.refundApprovals[0] as RefundApproval, {
    now: new Date('2026-11-24T12:00:00Z'),
    noteOf: (sealed) => (sealed === 'c2VhbGVk' ? 'fine' : null),
  });
};

describe('an approval as it is shown', () => {
  it('says who asked for how much, above which limit, and until when it waits', () => {
    expect(approvalSchema.parse(shown())).toMatchObject({
      id: 'apr_01890a5dac96774bbcceb302099a8a01',
      kind: 'refund_approval',
      status: 'waiting',
      amount: 1300,
      currency: 'USD',
      by: 'items',
      lines: [{ line: 2, quantity: 1, goods: 1250, tax: 50 }],
      limit: 1000,
      requestedBy: 'usr_ann',
      until: '2026-11-26T12:00:00.000Z',
      reason: null,
      resolvedBy: null,
      refund: null,
    });
  });

  it('says why nothing could come of it now, as long as it waits', () => {
    expect(shown().obstacle).toBe('not_captured');
    expect(shown(refundApprovalResolved({ approval: id, decision: 'reject' }, person('usr_bob'))).obstacle).toBeNull();
  });

  it('names the refund that came of it, and who approved it', () => {
    const resolved = refundApprovalResolved({ approval: id, sealedNote: 'c2VhbGVk' }, person('usr_bob'));
    const refund = refundRequested({ approval: id }, { id: refundId });
    expect(approvalSchema.parse(shown(resolved, refund))).toMatchObject({
      status: 'approved',
      resolvedBy: 'usr_bob',
      note: 'fine',
      refund: 'ref_01890a5dac96774bbcceb302099a8e01',
    });
  });
});
