import { ActionIcon, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconHistory, IconKey, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { ReplayDialog } from './replay-dialog.js';
import { ShownSecret } from './shown-secret.js';
import { useWebhookCommand } from './use-webhook-command.js';
import type { WebhookEndpoint } from './webhook.js';

/** What is done to an endpoint now and then. */
export const EndpointMenu = ({ endpoint }: { readonly endpoint: WebhookEndpoint }) => {
  const t = useTranslations('webhooks');
  const { id, isEnabled, signature } = endpoint;
  const address = `/webhook-endpoints/${id}`;
  const [, go] = useLocation();
  const [made, setMade] = useState<WebhookEndpoint>();
  const [isReplaying, { open: openReplay, close: closeReplay }] = useDisclosure(false);
  const enable = useWebhookCommand<unknown, { readonly isEnabled: boolean }>(address, { method: 'PATCH' });
  const remove = useWebhookCommand(address, { method: 'DELETE', onDone: () => go('/webhooks') });
  const rotate = useWebhookCommand<WebhookEndpoint>(`${address}/rotate-secret`, {
    onDone: (answer) => {
      setMade(answer);
      rotate.command.reset();
    },
  });
  const isHmac = signature === 'hmac';
  return (
    <>
      <Menu position="bottom-end" width={240} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('more')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={isEnabled ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
            onClick={enable.open}
          >
            {isEnabled ? t('pause') : t('resume')}
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} disabled={!isEnabled} onClick={openReplay}>
            {t('replay')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={rotate.open}>
            {isHmac ? t('rotate') : t('rotateKey')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={remove.open}>
            {t('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        title={isEnabled ? t('pauseTitle') : t('resumeTitle')}
        {...enable.dialog}
        confirm={isEnabled ? t('pause') : t('resume')}
        onConfirm={() => enable.command.mutate({ isEnabled: !isEnabled })}
      >
        <Text>{isEnabled ? t('pauseText') : t('resumeText')}</Text>
      </ConfirmDialog>
      <ConfirmDialog
        title={isHmac ? t('rotateTitle') : t('rotateKeyTitle')}
        {...rotate.dialog}
        confirm={isHmac ? t('rotate') : t('rotateKey')}
        onConfirm={() => rotate.command.mutate(undefined)}
      >
        <Text>{t('rotateText')}</Text>
      </ConfirmDialog>
      <ConfirmDialog
        title={t('removeTitle')}
        {...remove.dialog}
        confirm={t('remove')}
        isDangerous
        onConfirm={() => remove.command.mutate(undefined)}
      >
        <Text>{t('removeText')}</Text>
      </ConfirmDialog>
      <ReplayDialog endpoint={id} isOpen={isReplaying} onClose={closeReplay} />
      <ShownSecret made={made} onClose={() => setMade(undefined)} />
    </>
  );
};
