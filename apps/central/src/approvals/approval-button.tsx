import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../api/order.js';
import { usePersonName } from '../members/use-person-name.js';
import { longestReason } from '../order/actions/reason.js';
import { RefundPreview, useRefundPreview } from '../order/actions/refund-preview.js';
import { useAction } from '../order/actions/use-action.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { useMoney } from '../ui/money.js';
import { Facts } from '../ui/page.js';
import { type Approval, type ApprovalResult, type Decision, decisionsOf, wishOf } from './approval.js';

interface ApprovalProps {
  readonly approval: Omit<Approval, 'order'>;
  readonly order: Pick<Order, 'id' | 'currency'>;
  /** Told what became of the refund. */
  readonly onResult?: (result: ApprovalResult) => void;
}

/** What this user may decide about a refund that waits: nothing else is offered. */
export const ApprovalButtons = (props: ApprovalProps) => {
  const { session, can } = useStore();
  const decisions = decisionsOf(props.approval, { user: session.user.id, mayApprove: can('refunds:approve') });
  return decisions.map((decision) => <ApprovalButton key={decision} {...props} decision={decision} />);
};

const wordsOf = (decision: Decision, isOwn: boolean): 'approve' | 'withdraw' | 'turnDown' => {
  if (decision === 'approve') return 'approve';
  return isOwn ? 'withdraw' : 'turnDown';
};

const bodyOf = (decision: Decision, note: string) => ({ decision, ...(note.trim() === '' ? {} : { note: note.trim() }) });

/** Approves a refund, and shows before what it does; or rejects it, or takes one's own back. */
const ApprovalButton = ({ approval, order, decision, onResult }: ApprovalProps & { readonly decision: Decision }) => {
  const t = useTranslations('actions');
  const money = useMoney();
  const nameOf = usePersonName();
  const { session } = useStore();
  const [note, setNote] = useState('');
  const { id, amount, reason, requestedBy } = approval;
  const { command, isOpen, open, close } = useAction<ApprovalResult>(order.id, `/refund-approvals/${id}`, onResult);
  const isApprove = decision === 'approve';
  const preview = useRefundPreview(order.id, isOpen && isApprove ? wishOf(approval) : undefined);
  const words = wordsOf(decision, requestedBy === session.user.id);
  return (
    <>
      <Button variant={isApprove ? 'filled' : 'default'} onClick={open} data-decision={decision}>
        {t(words)}
      </Button>
      <ConfirmDialog
        title={t(`${words}Title`)}
        isOpen={isOpen}
        onClose={close}
        confirm={isApprove ? t('approveConfirm', { amount: money(amount, order.currency) }) : t(words)}
        isDangerous={isApprove}
        isDisabled={isApprove && (preview.data === undefined || preview.error !== null)}
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate(bodyOf(decision, note))}
      >
        <Text>{t(`${words}Text`, { who: nameOf(requestedBy) })}</Text>
        {reason === null ? null : <Facts facts={[[t('reason'), reason]]} />}
        {isApprove ? <RefundPreview isMeant preview={preview} order={order} /> : null}
        <TextInput
          label={t('note')}
          maxLength={longestReason}
          value={note}
          onChange={({ currentTarget: { value } }) => setNote(value)}
        />
      </ConfirmDialog>
    </>
  );
};
