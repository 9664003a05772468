import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useStore } from '../shell/store-context.js';
import { type Role, rolesOf } from './member.js';

interface RoleInputProps {
  readonly role: Role;
  readonly onChoose: (role: Role) => void;
}

/** A role that the user may give, with what it may do in words. */
export const RoleInput = ({ role, onChoose }: RoleInputProps) => {
  const t = useTranslations('members');
  const name = useTranslations('role');
  const { store } = useStore();
  return (
    <NativeSelect
      label={t('role')}
      description={t(`may_${role}`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={rolesOf(store.role).map((value) => ({ value, label: name(value) }))}
      value={role}
      onChange={({ currentTarget: { value } }) => onChoose(value as Role)}
    />
  );
};
