import type { RecordedEvent } from '@tollgate/contracts';
import { toPublicId } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import type { Order } from '@tollgate/order';
import { type HttpAnswer, JSON_HEADERS } from '../http/http-answer.js';
import { answerOrder, type OrderViews } from '../orders/answer-order.js';
import { type ApprovalView, describeApproval } from './describe-approval.js';

/** An approval in its order as of an event that was about it. */
export interface AnsweredApproval extends Pick<ApprovalView, 'noteOf'> {
  readonly order: Order;
  /** uuid */
  readonly id: string;
  readonly event: RecordedEvent;
}

/** The answer to who asked for a refund that waits for a second person (202), and to who rejected one (200): the same whenever it is asked, but for
 *  a note that went with its customer. */
export const approvalAnswer = ({ order, id, event, ...view }: AnsweredApproval, views: OrderViews): HttpAnswer => {
  const approval = order.refundApprovals.find((one) => one.id === id);
  invariant(approval !== undefined, 'an approval that is answered is in its order');
  const shown = describeApproval(order, approval, { ...view, now: new Date(event.header.occurredAt) });
  const body = { ...shown, order: answerOrder(order, views) };
  const location = { location: `/v1/orders/${toPublicId('ord', order.id)}/refund-approvals` };
  return { status: event.type === 'RefundApprovalRequested' ? 202 : 200, body, headers: { ...JSON_HEADERS, ...location } };
};
