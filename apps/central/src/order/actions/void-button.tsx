import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../api/order.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { useMoney } from '../../ui/money.js';
import { longestReason, reasonIn } from './reason.js';
import { useAction } from './use-action.js';

/** Gives up what is held and was not captured. */
export const VoidButton = ({ order: { id, currency }, held }: { readonly order: Order; readonly held: number }) => {
  const t = useTranslations('actions');
  const money = useMoney();
  const [reason, setReason] = useState('');
  const { command, isOpen, open, close } = useAction(id, '/void');
  const amount = money(held, currency);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('void')}
      </Button>
      <ConfirmDialog
        title={t('voidTitle')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('voidConfirm', { amount })}
        isDangerous
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate(reasonIn(reason))}
      >
        <Text>{t('voidText', { amount })}</Text>
        <TextInput
          label={t('reason')}
          maxLength={longestReason}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
      </ConfirmDialog>
    </>
  );
};
