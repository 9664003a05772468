import { PasswordInput } from '@mantine/core';
import { useTranslations } from 'use-intl';

/** In characters. Source: `checkPassword` of the gateway, which decides. */
const leastCharacters = 12;

export const NewPasswordInput = ({
  password,
  onType,
}: {
  readonly password: string;
  readonly onType: (text: string) => void;
}) => {
  const t = useTranslations('signIn');
  return (
    <PasswordInput
      label={t('newPassword')}
      description={t('newPasswordHint')}
      autoComplete="new-password"
      required
      minLength={leastCharacters}
      value={password}
      onChange={({ currentTarget: { value } }) => onType(value)}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
    />
  );
};
