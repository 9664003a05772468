import type { EventData, RecordedEvent, RecordedEventOf } from '@tollgate/contracts';
import { isPending, type Payment } from '../payment.js';

/** A refund that waits, or waited, for a second person. Its id is the id of the event that asked for it. */
export interface RefundApproval {
  /** uuid of RefundApprovalRequested. */
  readonly id: string;
  /** uuid of the command that the event came of. */
  readonly command: string;
  readonly asked: EventData<'RefundApprovalRequested'>;
  /** The person or API key who asked; empty where nobody is named. */
  readonly by: string;
  /** RFC 3339 */
  readonly requestedAt: string;
  /** What another person said; absent before that. */
  readonly resolution?: {
    readonly isApproved: boolean;
    /** Base64, under the order's own key; empty where nothing was noted. */
    readonly sealedNote: string;
    readonly by: string;
    /** RFC 3339 */
    readonly resolvedAt: string;
  };
}

const asked = ({ header, data }: RecordedEventOf<'RefundApprovalRequested'>): RefundApproval => ({
  id: header.id,
  command: header.causation,
  asked: data,
  by: header.actor.on ?? '',
  requestedAt: header.occurredAt,
});

const resolved = (approval: RefundApproval, { header, data }: RecordedEventOf<'RefundApprovalResolved'>): RefundApproval => ({
  ...approval,
  resolution: {
    isApproved: data.decision === 'approve',
    sealedNote: data.sealedNote,
    by: header.actor.on ?? '',
    resolvedAt: header.occurredAt,
  },
});

/** One event further, oldest request first. What is about no approval leaves them as they are. */
export const evolveApprovals = (approvals: readonly RefundApproval[], event: RecordedEvent): readonly RefundApproval[] => {
  if (event.type === 'RefundApprovalRequested') return [...approvals, asked(event)];
  if (event.type !== 'RefundApprovalResolved') return approvals;
  return approvals.map((one) => (one.id === event.data.approval ? resolved(one, event) : one));
};

export type ApprovalStatus = 'waiting' | 'approved' | 'rejected' | 'expired';

/** Where an approval stands at a moment: one that nobody resolved in time has expired by itself. */
export const approvalStatusOf = ({ asked: { until }, resolution }: RefundApproval, now: Date): ApprovalStatus => {
  if (resolution !== undefined) return resolution.isApproved ? 'approved' : 'rejected';
  return Date.parse(until) <= now.getTime() ? 'expired' : 'waiting';
};

/** What was given back of an order, or asked for, without a second person, in minor units; only by those whom `counts` takes, told by who
 *  asked (`usr_…`, `key_…`, or empty). Refunds that failed gave nothing back. */
export const refundedAlone = ({ operations }: Payment, counts: (by: string) => boolean): bigint =>
  operations
    .filter((one) => one.kind === 'refund' && (one.state === 'succeeded' || isPending(one)))
    .filter(({ refund, requestedBy = '' }) => (refund?.approval ?? '') === '' && counts(requestedBy))
    .reduce((sum, { amount }) => sum + amount.minor, 0n);
