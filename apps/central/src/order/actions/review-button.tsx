import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { longestReason } from './reason.js';
import { useAction } from './use-action.js';

interface ReviewButtonProps {
  readonly id: string;
  readonly decision: 'accept' | 'reject';
}

/** Decides about an order that fraud holds. */
export const ReviewButton = ({ id, decision }: ReviewButtonProps) => {
  const t = useTranslations('actions');
  const [note, setNote] = useState('');
  const { command, isOpen, open, close } = useAction(id, '/review');
  const isReject = decision === 'reject';
  return (
    <>
      <Button variant={isReject ? 'default' : 'filled'} onClick={open}>
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
