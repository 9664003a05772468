import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { useWebhookCommand } from '../use-webhook-command.js';
import type { WebhookEndpoint } from '../webhook.js';
import { changeOf, fieldsOf, isComplete } from './endpoint-fields.js';
import { EndpointForm } from './endpoint-form.js';
import { usualEvents } from './event-groups.js';

export const EditButton = ({ endpoint }: { readonly endpoint: WebhookEndpoint }) => {
  const t = useTranslations('webhooks');
  const [fields, setFields] = useState(() => fieldsOf(endpoint, usualEvents));
  const edit = useWebhookCommand<unknown, ReturnType<typeof changeOf>>(`/webhook-endpoints/${endpoint.id}`, { method: 'PATCH' });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
        onClick={() => {
          setFields(fieldsOf(endpoint, usualEvents));
          edit.open();
        }}
      >
        {t('edit')}
      </Button>
      <ConfirmDialog
        title={t('editTitle')}
        {...edit.dialog}
        confirm={t('save')}
        isDisabled={!isComplete(fields)}
        onConfirm={() => edit.command.mutate(changeOf(fields, endpoint))}
      >
        <EndpointForm isNew={false} fields={fields} onChange={setFields} />
      </ConfirmDialog>
    </>
  );
};
