import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import type { Member, Role } from './member.js';
import { RoleInput } from './role-input.js';
import { useMemberCommand } from './use-member-command.js';

export const RoleButton = ({ member }: { readonly member: Member }) => {
  const t = useTranslations('members');
  const [role, setRole] = useState(member.role);
  const { command, isOpen, open, close } = useMemberCommand<{ role: Role }>(`/${member.id}`, 'PUT');
  return (
    <>
      <Button
        variant="default"
        size="xs"
        aria-label={t('changeRoleOf', { name: member.name })}
        onClick={() => {
          setRole(member.role);
          open();
        }}
      >
        {t('changeRole')}
      </Button>
      <ConfirmDialog
        title={t('changeRoleOf', { name: member.name })}
        isOpen={isOpen}
        onClose={close}
        confirm={t('changeRole')}
        isDisabled={role === member.role}
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate({ role })}
      >
        <RoleInput role={role} onChoose={setRole} />
      </ConfirmDialog>
    </>
  );
};
