import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { request } from '../api/client.js';
import classes from '../sign-in/sign-in.module.css';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';

/** Asks for the link with which a new password is chosen. `known`: the e-mail address, which is not asked for then. */
export const AskForm = ({ known = '' }: { readonly known?: string }) => {
  const t = useTranslations('reset');
  const [email, setEmail] = useState(known);
  const ask = useMutation({
    mutationFn: () => request('/password-resets', { method: 'POST', body: { email: email.trim() } }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask.mutate();
  };
  if (ask.isSuccess) return <Notice tone="good">{t('sent')}</Notice>;
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className="quiet">{t('about')}</p>
      {ask.error === null ? null : <ProblemNotice error={ask.error} />}
      {known === '' ? (
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={({ currentTarget: { value } }) => setEmail(value)}
        />
      ) : null}
      <Button type="submit" loading={ask.isPending}>
        {t('send')}
      </Button>
    </form>
  );
};
