import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../api/order.js';
import { longestReason } from '../order/actions/reason.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { StatusBadge } from '../ui/status-badge.js';
import classes from './bulk.module.css';
import { type BulkKind, type BulkPlan, bulkPlan } from './bulk-plan.js';
import { useSums } from './use-sums.js';

interface ConfirmBulkProps {
  readonly kind: BulkKind;
  readonly orders: readonly Order[];
  /** It was confirmed, and closes. */
  readonly isBegun: boolean;
  readonly onClose: () => void;
  readonly onConfirm: (reason: string) => void;
}

/** Says what would be done with how many orders, for how much, and which are left out. */
export const ConfirmBulk = ({ kind, orders, isBegun, onClose, onConfirm }: ConfirmBulkProps) => {
  const t = useTranslations('bulk');
  const actions = useTranslations('actions');
  const [reason, setReason] = useState('');
  const sums = useSums();
  const plan = bulkPlan(kind, orders);
  const count = plan.included.length;
  return (
    <ConfirmDialog
      title={t(`title_${kind}`)}
      isOpen
      onClose={onClose}
      confirm={t(`confirm_${kind}`, { count })}
      isDangerous={kind === 'refund' || kind === 'reject'}
      isRunning={isBegun}
      error={null}
      onConfirm={() => onConfirm(reason)}
    >
      <div className={classes.total}>
        <span>{t('count', { count })}</span>
        <strong className="figures">{sums(plan.included)}</strong>
      </div>
      <Text>{t(`text_${kind}`)}</Text>
      <LeftOut plan={plan} />
      {kind === 'capture' ? null : (
        <TextInput
          label={actions(kind === 'refund' ? 'reason' : 'note')}
          description={kind === 'refund' ? actions('reasonTold') : undefined}
          maxLength={longestReason}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
      )}
    </ConfirmDialog>
  );
};

const LeftOut = ({ plan: { leftOut } }: { readonly plan: BulkPlan }) => {
  const t = useTranslations('bulk');
  if (leftOut.length === 0) return null;
  return (
    <div className={classes.leftOut}>
      <span className="quiet">{t('leftOut', { count: leftOut.reduce((sum, { count }) => sum + count, 0) })}</span>
      {leftOut.map(({ standing, count }) => (
        <span key={standing}>
          {count} × <StatusBadge status={standing} />
        </span>
      ))}
    </div>
  );
};
