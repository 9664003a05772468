import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { grantable, type Role } from './member.js';
import { useMembers } from './use-members.js';

interface RoleInputProps {
  readonly role: Role;
  readonly onChoose: (role: Role) => void;
}

/** A role that the user may give, with what it may do in words. */
export const RoleInput = ({ role, onChoose }: RoleInputProps) => {
  const t = useTranslations('members');
  const name = useTranslations('role');
  const { data } = useMembers();
  return (
    <NativeSelect
      label={t('role')}
      description={t(`may_${role}`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={grantable(data?.roles ?? []).map((value) => ({ value, label: name(value) }))}
      value={role}
      onChange={({ currentTarget: { value } }) => onChoose(value as Role)}
    />
  );
};
