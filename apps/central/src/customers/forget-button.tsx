import { Button, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import type { List } from '../api/order.js';
import { problemOf } from '../api/problem.js';
import { useCommand } from '../api/use-command.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { type Certificate, isConfirmed, openOrdersIn } from './customer.js';
import classes from './customers.module.css';

interface ForgetButtonProps {
  readonly id: string;
  readonly email: string;
}

/** Deletes for good what is known of a person. The address has to be typed: nobody is forgotten by a slip of the hand. */
export const ForgetButton = ({ id, email }: ForgetButtonProps) => {
  const t = useTranslations('customers');
  const { can, key } = useStore();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [typed, setTyped] = useState('');
  const forget = useCommand<Certificate>(`/customers/${id}/forget`, {
    onDone: (certificate) => {
      queries.setQueryData<List<Certificate>>(key('certificates', id), (known) => ({
        data: [certificate, ...(known?.data ?? [])],
        nextCursor: null,
      }));
      close();
      for (const queryKey of [key('customer', id), key('customers'), key('orders'), key('order')])
        void queries.resetQueries({ queryKey });
    },
  });
  if (!can('customers:forget')) return null;
  const begin = (): void => {
    setTyped('');
    forget.reset();
    open();
  };
  return (
    <>
      <Button variant="default" onClick={begin}>
        {t('forget')}
      </Button>
      <ConfirmDialog
        title={t('forgetTitle')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('forgetConfirm')}
        isDangerous
        isDisabled={!isConfirmed(typed, email)}
        isRunning={forget.isPending}
        error={forget.error}
        onConfirm={() => forget.mutate({ confirm: typed.trim() })}
      >
        <Text>{t('forgetGone')}</Text>
        <Text>{t('forgetStays')}</Text>
        <Text fw={600}>{t('forgetFinal')}</Text>
        <OpenOrders error={forget.error} />
        <TextInput
          label={t('typeEmail', { email })}
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
      </ConfirmDialog>
    </>
  );
};

/** What is under way, and has to come to its end first. */
const OpenOrders = ({ error }: { readonly error: unknown }) => {
  const t = useTranslations('openMatter');
  type Key = Parameters<typeof t.has>[0];
  const orders = error === null ? [] : openOrdersIn(problemOf(error));
  if (orders.length === 0) return null;
  return (
    <ul className={classes.open}>
      {orders.map(({ id, reasons }) => (
        <li key={id}>
          <Link href={`/orders/${id}`} className="mono">
            {id.slice(0, 12)}…
          </Link>{' '}
          {reasons.map((reason) => (t.has(reason as Key) ? t(reason as Key) : reason)).join(', ')}
        </li>
      ))}
    </ul>
  );
};
