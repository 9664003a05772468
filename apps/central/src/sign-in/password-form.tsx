import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type SignInStep, signIn } from '../api/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { passkeyStep } from './passkey.js';
import classes from './sign-in.module.css';

interface PasswordFormProps {
  readonly onStep: (step: SignInStep) => Promise<void>;
  /** The e-mail address, where it is known who comes. */
  readonly known?: string;
}

export const PasswordForm = ({ onStep, known = '' }: PasswordFormProps) => {
  const t = useTranslations('signIn');
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const attempt = useMutation({ mutationFn: () => signIn(email.trim(), password), onSuccess: onStep });
  const passkey = useMutation({ mutationFn: passkeyStep, onSuccess: onStep });
  const error = attempt.error ?? passkey.error;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    passkey.reset();
    attempt.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {error === null ? null : <ProblemNotice error={error} />}
      <TextInput
        label={t('email')}
        type="email"
        name="email"
        autoComplete="username"
        required
        autoFocus={known === ''}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('password')}
        name="password"
        autoComplete="current-password"
        required
        autoFocus={known !== ''}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      />
      <Button type="submit" loading={attempt.isPending}>
        {t('submit')}
      </Button>
      <Button variant="default" loading={passkey.isPending} onClick={() => passkey.mutate()}>
        {t('passkey')}
      </Button>
    </form>
  );
};
