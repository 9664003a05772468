import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import type { Role } from './member.js';
import { RoleInput } from './role-input.js';
import { useMemberCommand } from './use-member-command.js';

export const InviteButton = () => {
  const t = useTranslations('members');
  const { session } = useStore();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('support');
  const { command, isOpen, open, close } = useMemberCommand<{ email: string; role: Role }>('/invitations', 'POST', () =>
    setEmail(''),
  );
  return (
    <>
      <Button onClick={open} disabled={!session.user.hasSecondFactor}>
        {t('invite')}
      </Button>
      <ConfirmDialog
        title={t('inviteTitle')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('sendInvitation')}
        isDisabled={email.trim() === ''}
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate({ email: email.trim(), role })}
      >
        <TextInput
          data-autofocus
          type="email"
          label={t('email')}
          description={t('emailHint')}
          autoComplete="off"
          required
          value={email}
          onChange={({ currentTarget: { value } }) => setEmail(value)}
        />
        <RoleInput role={role} onChoose={setRole} />
      </ConfirmDialog>
    </>
  );
};
