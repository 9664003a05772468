import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../api/order.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { longestReason } from './reason.js';
import { useAction } from './use-action.js';

interface ReviewButtonProps {
  readonly id: string;
  readonly decision: 'accept' | 'reject';
  /** Told what became of the order. */
  readonly onResult?: (order: Order) => void;
}

/** Decides about an order that fraud holds. */
export const ReviewButton = ({ id, decision, onResult }: ReviewButtonProps) => {
  const t = useTranslations('actions');
  const [note, setNote] = useState('');
  const { command, isOpen, open, close } = useAction<Order>(id, '/review', onResult);
  const isReject = decision === 'reject';
  return (
    <>
      <Button variant={isReject ? 'default' : 'filled'} onClick={open} data-decision={decision}>
        {t(decision)}
      </Button>
      <ConfirmDialog
        title={t(isReject ? 'rejectTitle' : 'acceptTitle')}
        isOpen={isOpen}
        onClose={close}
        confirm={t(decision)}
        isDangerous={isReject}
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate({ decision, ...(note.trim() === '' ? {} : { note: note.trim() }) })}
      >
        <Text>{t(isReject ? 'rejectText' : 'acceptText')}</Text>
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
