import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { sessionKey } from '../api/session.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import type { Member } from './member.js';
import { useMemberCommand } from './use-member-command.js';

export const RemoveButton = ({ member, isOwn }: { readonly member: Member; readonly isOwn: boolean }) => {
  const t = useTranslations('members');
  const { store } = useStore();
  const queries = useQueryClient();
  const { command, isOpen, open, close } = useMemberCommand<undefined>(`/${member.id}`, 'DELETE', () =>
    // Who leaves sees nothing of the store any more.
    isOwn ? queries.invalidateQueries({ queryKey: sessionKey }) : undefined,
  );
  const label = t(isOwn ? 'leave' : 'remove');
  return (
    <>
      <Button variant="default" size="xs" aria-label={`${label}: ${member.name}`} onClick={open}>
        {label}
      </Button>
      <ConfirmDialog
        title={isOwn ? t('leaveTitle', { store: store.name }) : t('removeTitle', { name: member.name })}
        isOpen={isOpen}
        onClose={close}
        confirm={label}
        isDangerous
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate(undefined)}
      >
        <Text>{t(isOwn ? 'leaveText' : 'removeText')}</Text>
      </ConfirmDialog>
    </>
  );
};
