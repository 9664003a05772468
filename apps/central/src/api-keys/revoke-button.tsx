import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useCommand } from '../api/use-command.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import type { ApiKey } from './api-key.js';

export const RevokeButton = ({ apiKey }: { readonly apiKey: ApiKey }) => {
  const t = useTranslations('apiKeys');
  const { id } = apiKey;
  const name = apiKey.name || t('unnamed');
  const { key } = useStore();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const revoke = useCommand<undefined, undefined>(`/api-keys/${id}`, {
    method: 'DELETE',
    onDone: close,
    onSettled: () => void queries.invalidateQueries({ queryKey: key('api-keys') }),
  });
  return (
    <>
      <Button variant="default" size="xs" aria-label={`${t('revoke')}: ${name}`} onClick={open}>
        {t('revoke')}
      </Button>
      <ConfirmDialog
        title={t('revokeTitle', { name })}
        isOpen={isOpen}
        onClose={close}
        confirm={t('revoke')}
        isDangerous
        isRunning={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate(undefined)}
      >
        <Text>{t('revokeText')}</Text>
      </ConfirmDialog>
    </>
  );
};
