import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { ShownSecret } from '../shown-secret.js';
import { useWebhookCommand } from '../use-webhook-command.js';
import type { WebhookEndpoint } from '../webhook.js';
import { isComplete, newEndpointOf, newFields } from './endpoint-fields.js';
import { EndpointForm } from './endpoint-form.js';
import { usualEvents } from './event-groups.js';

/** Makes an endpoint and shows its key once. */
export const NewEndpointButton = () => {
  const t = useTranslations('webhooks');
  const [fields, setFields] = useState(() => newFields(usualEvents));
  const [made, setMade] = useState<WebhookEndpoint>();
  const { command, open, dialog } = useWebhookCommand<WebhookEndpoint, ReturnType<typeof newEndpointOf>>('/webhook-endpoints', {
    onDone: (answer) => {
      setMade(answer);
      command.reset();
    },
  });
  return (
    <>
      <Button
        onClick={() => {
          setFields(newFields(usualEvents));
          open();
        }}
      >
        {t('new')}
      </Button>
      <ConfirmDialog
        title={t('newTitle')}
        {...dialog}
        confirm={t('make')}
        isDisabled={!isComplete(fields)}
        onConfirm={() => command.mutate(newEndpointOf(fields))}
      >
        <EndpointForm isNew fields={fields} onChange={setFields} />
      </ConfirmDialog>
      <ShownSecret made={made} onClose={() => setMade(undefined)} />
    </>
  );
};
