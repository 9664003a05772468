import { Anchor, Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { giveSecondFactor, type SecondFactor, type SignInStep } from '../api/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { passkeyStep } from './passkey.js';
import classes from './sign-in.module.css';

interface SecondFactorFormProps {
  readonly methods: readonly SecondFactor[];
  readonly onStep: (step: SignInStep) => Promise<void>;
  readonly onBack: () => void;
}

export const SecondFactorForm = ({ methods, onStep, onBack }: SecondFactorFormProps) => {
  const t = useTranslations('signIn');
  const has = (method: SecondFactor): boolean => methods.includes(method);
  const [isRecovery, setRecovery] = useState(!has('totp') && has('recovery_code'));
  const [code, setCode] = useState('');
  const attempt = useMutation({
    mutationFn: () => giveSecondFactor(isRecovery ? { recoveryCode: code.trim() } : { totp: code.replace(/\s/g, '') }),
    onSuccess: onStep,
  });
  const passkey = useMutation({ mutationFn: passkeyStep, onSuccess: onStep });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    attempt.mutate();
  };
  const error = attempt.error ?? passkey.error;
  return (
    <form className={classes.form} onSubmit={submit}>
      {error === null ? null : <ProblemNotice error={error} />}
      <CodeInput key={String(isRecovery)} isRecovery={isRecovery} code={code} onType={setCode} />
      <Button type="submit" loading={attempt.isPending}>
        {t('confirm')}
      </Button>
      {has('passkey') ? (
        <Button variant="default" loading={passkey.isPending} onClick={() => passkey.mutate()}>
          {t('usePasskey')}
        </Button>
      ) : null}
      {has('recovery_code') && has('totp') ? (
        <Anchor component="button" type="button" onClick={() => setRecovery(!isRecovery)}>
          {isRecovery ? t('useTotp') : t('useRecoveryCode')}
        </Anchor>
      ) : null}
      <Anchor component="button" type="button" onClick={onBack}>
        {t('back')}
      </Anchor>
    </form>
  );
};

interface CodeInputProps {
  readonly isRecovery: boolean;
  readonly code: string;
  readonly onType: (code: string) => void;
}

const CodeInput = ({ isRecovery, code, onType }: CodeInputProps) => {
  const t = useTranslations('signIn');
  return (
    <TextInput
      className={classes.code ?? ''}
      label={t(isRecovery ? 'recoveryCode' : 'totp')}
      description={t(isRecovery ? 'recoveryCodeHint' : 'totpHint')}
      inputMode={isRecovery ? 'text' : 'numeric'}
      autoComplete="one-time-code"
      required
      autoFocus
      value={code}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
};
