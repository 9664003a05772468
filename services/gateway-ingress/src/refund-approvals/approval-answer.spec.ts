import { fold, type Order } from '@tollgate/order';
import { orderPlaced, refundApprovalRequested, refundApprovalResolved } from '@tollgate/testing';
import { approvalAnswerSchema } from './approval.schema.js';
import { approvalAnswer } from './approval-answer.js';

const id = '01890a5d-ac96-774b-bcce-b302099a8a01';
const asked = refundApprovalRequested({}, { id });
const rejected = refundApprovalResolved({ approval: id, decision: 'reject' });
const views = { linkOf: () => '', licenseKeyOf: () => '' };
const answer = (event: typeof asked | typeof rejected, ...events: Parameters<typeof fold>[0]) =>
  approvalAnswer({ order: fold([orderPlaced(), asked, ...events]) as Order, id, event }, views);

describe('the answer about a refund that wants a second person', () => {
  it('is 202 with what waits to who asked for it, as it was then: however late it is asked again', () => {
    const { status, body, headers } = answer(asked);
    expect([status, headers?.location]).toEqual([202, '/v1/orders/ord_01890a5dac96774bbcceb302099a8057/refund-approvals']);
    expect(approvalAnswerSchema.parse(body)).toMatchObject({ status: 'waiting', order: { status: 'pending' } });
  });

  it('is 200 to who rejected it', () => {
    const { status, body } = answer(rejected, rejected);
    expect(status).toBe(200);
    expect(approvalAnswerSchema.parse(body)).toMatchObject({ status: 'rejected' });
  });
});
