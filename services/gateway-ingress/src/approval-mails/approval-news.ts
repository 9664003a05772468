import { approvalStatusOf, type Order, type RefundApproval } from '@tollgate/order';

/** What people are to be told of: that a command's refund waits, or what was decided about one. */
export type ApprovalMatter =
  | { readonly about: 'asked' /** uuid of the command that asks. */; readonly command: string }
  | { readonly about: 'decided' /** uuid */; readonly approval: string };

/** So long those are told who asked for a refund that was decided. */
const TOLD_FOR_MS = 72 * 3_600_000;

const isPerson = (actor: string): boolean => actor.startsWith('usr_');

/** Whether who asked for a refund hears from us what this person decides: a person does, unless they took it back themselves. */
export const isToldToAsker = ({ by: asker }: RefundApproval, decidedBy: string): boolean =>
  isPerson(asker) && asker !== decidedBy;

/** The approval that people are to be told of; 'not_yet' as long as its order says nothing of it, and undefined where nobody is told any more: it
 *  waits no longer, or has been decided long ago. */
export const approvalNews = (
  order: Order | undefined,
  matter: ApprovalMatter,
  now: Date,
): RefundApproval | 'not_yet' | undefined => {
  const approvals = order?.refundApprovals ?? [];
  if (matter.about === 'asked') {
    const asked = approvals.find(({ command }) => command === matter.command);
    if (asked === undefined) return 'not_yet';
    return approvalStatusOf(asked, now) === 'waiting' ? asked : undefined;
  }
  const decided = approvals.find(({ id }) => id === matter.approval);
  if (decided?.resolution === undefined) return 'not_yet';
  const isLate = Date.parse(decided.resolution.resolvedAt) + TOLD_FOR_MS <= now.getTime();
  return isLate || !isToldToAsker(decided, decided.resolution.by) ? undefined : decided;
};

/** What a mail says of an approval, but for names. */
export const approvalFacts = ({ id, asked, by, requestedAt, resolution }: RefundApproval, about: ApprovalMatter['about']) =>
  about === 'decided' && resolution !== undefined
    ? {
        kind: 'refund_decided' as const,
        id,
        at: resolution.resolvedAt,
        until: new Date(Date.parse(resolution.resolvedAt) + TOLD_FOR_MS).toISOString(),
        by: resolution.by,
        decision: resolution.isApproved ? ('approve' as const) : ('reject' as const),
      }
    : { kind: 'refund_to_approve' as const, id, at: requestedAt, until: asked.until, by, decision: '' as const };
