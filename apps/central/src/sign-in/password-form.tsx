import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type SignInStep, signIn } from '../api/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { passkeyStep } from './passkey.js';
import classes from './sign-in.module.css';

export const PasswordForm = ({ onStep }: { readonly onStep: (step: SignInStep) => Promise<void> }) => {
  const t = useTranslations('signIn');
  const [email, setEmail] = useState('');
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
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('password')}
        name="password"
        autoComplete="current-password"
        required
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
