import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { assertPasskey } from '../sign-in/passkey.js';
import type { Shown } from './account.js';
import { factorIn } from './factor-in.js';
import { useFactors } from './use-factors.js';

export interface Identity {
  readonly password: string;
  /** Of the authenticator app, or a recovery code. */
  readonly code: string;
}

export const noIdentity: Identity = { password: '', code: '' };

interface IdentityFieldsProps {
  readonly identity: Identity;
  readonly onType: (identity: Identity) => void;
  readonly hasFocus?: boolean;
}

/** Everything that the user signs in with, once more: for what cannot be taken back. */
export const IdentityFields = ({ identity, onType, hasFocus = false }: IdentityFieldsProps) => {
  const t = useTranslations('account');
  const { data } = useFactors();
  const hasPasskey = (data?.passkeys.length ?? 0) > 0;
  const isAsked = data !== undefined && (data.hasTotp || hasPasskey);
  return (
    <>
      <PasswordInput
        {...(hasFocus ? { 'data-autofocus': true } : {})}
        label={t('confirmPassword')}
        autoComplete="current-password"
        required
        value={identity.password}
        onChange={({ currentTarget: { value } }) => onType({ ...identity, password: value })}
      />
      {isAsked ? (
        <TextInput
          label={t(data.hasTotp ? 'confirmCode' : 'confirmRecoveryCode')}
          description={hasPasskey ? t('orPasskey') : undefined}
          autoComplete="one-time-code"
          required={!hasPasskey}
          value={identity.code}
          onChange={({ currentTarget: { value } }) => onType({ ...identity, code: value })}
        />
      ) : null}
    </>
  );
};

/** Whether it is whole: the password, and a second factor where the user has one. */
export const useIdentity = () => {
  const { data } = useFactors();
  const hasPasskey = (data?.passkeys.length ?? 0) > 0;
  const isWhole = ({ password, code }: Identity): boolean =>
    data !== undefined && password !== '' && (hasPasskey || !data.hasTotp || code.trim() !== '');
  /** Asks the device for a passkey where no code was typed in. */
  const shown = async ({ password, code }: Identity): Promise<Shown> => {
    const typed = factorIn(code);
    return { password, ...(typed ?? (hasPasskey ? { passkey: await assertPasskey() } : {})) };
  };
  return { isWhole, shown };
};
