import { Button, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { useWebhookCommand } from './use-webhook-command.js';
import type { WebhookEndpoint, WholeDelivery } from './webhook.js';

/** Sends an event of its own to an endpoint, and goes where its outcome is shown. */
export const TestButton = ({ endpoint: { id, isEnabled, url } }: { readonly endpoint: WebhookEndpoint }) => {
  const t = useTranslations('webhooks');
  const [, go] = useLocation();
  const test = useWebhookCommand<WholeDelivery>(`/webhook-endpoints/${id}/test`, {
    onDone: (delivery) => go(`/webhooks/${id}/${delivery.id}`),
  });
  return (
    <>
      <Button leftSection={<IconSend size={16} aria-hidden />} disabled={!isEnabled} onClick={test.open}>
        {t('test')}
      </Button>
      <ConfirmDialog title={t('testTitle')} {...test.dialog} confirm={t('test')} onConfirm={() => test.command.mutate(undefined)}>
        <Text>{t('testText', { url })}</Text>
      </ConfirmDialog>
    </>
  );
};
