import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../api/order.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { useCodeText } from '../code-text.js';
import { useAction } from './use-action.js';

/** The receipt, or the note of a refund, once more: to the customer, or to another address. */
export const ResendButton = ({ order: { id, type, customer, amounts } }: { readonly order: Order }) => {
  const t = useTranslations('actions');
  const code = useCodeText();
  const usual = type === 'credit' ? 'credit' : 'receipt';
  const kinds = amounts.refunded > 0 ? ['receipt', 'refund'] : [usual];
  const [kind, setKind] = useState(usual);
  const [to, setTo] = useState('');
  const { command, isOpen, open, close } = useAction(id, '/mails');
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        {t('resend')}
      </Button>
      <ConfirmDialog
        title={t('resend')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('send')}
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate({ kind, ...(to.trim() === '' ? {} : { to: to.trim() }) })}
      >
        <NativeSelect
          label={t('mailKind')}
          value={kind}
          onChange={({ currentTarget: { value } }) => setKind(value)}
          data={kinds.map((value) => ({ value, label: code(`mail_${value}`) }))}
        />
        <TextInput
          type="email"
          label={t('otherAddress')}
          description={t('otherAddressHint', { email: customer?.email ?? '' })}
          value={to}
          onChange={({ currentTarget: { value } }) => setTo(value)}
        />
      </ConfirmDialog>
    </>
  );
};
