import { Anchor, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { request } from '../api/client.js';
import { problemOf } from '../api/problem.js';
import { sessionKey } from '../api/session.js';
import { EntryCard } from '../sign-in/entry-card.js';
import { NewPasswordInput } from '../sign-in/new-password-input.js';
import classes from '../sign-in/sign-in.module.css';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { AskForm } from './ask-form.js';

/** A new password by mail: asks for the link, or is what the link opens. */
export const ResetPage = ({ token }: { readonly token: string | undefined }) => {
  const t = useTranslations('reset');
  return (
    <EntryCard title={t('title')}>
      {token === undefined ? <AskForm /> : <ChooseForm token={token} />}
      <Anchor component={Link} href="/">
        {t('toSignIn')}
      </Anchor>
    </EntryCard>
  );
};

const ChooseForm = ({ token }: { readonly token: string }) => {
  const t = useTranslations('reset');
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const choose = useMutation({
    mutationFn: () => request(`/password-resets/${encodeURIComponent(token)}`, { method: 'PUT', body: { password } }),
    // All sessions have ended, this browser's too if it had one.
    onSuccess: () => void queries.invalidateQueries({ queryKey: sessionKey }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    choose.mutate();
  };
  if (choose.isSuccess) return <Notice tone="good">{t('changed')}</Notice>;
  if (choose.error !== null && problemOf(choose.error).status === 404) {
    return (
      <>
        <Notice tone="warn">{t('ended')}</Notice>
        <Button component={Link} href="/password-reset">
          {t('another')}
        </Button>
      </>
    );
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className="quiet">{t('effect')}</p>
      {choose.error === null ? null : <ProblemNotice error={choose.error} />}
      <NewPasswordInput password={password} onType={setPassword} />
      <Button type="submit" loading={choose.isPending}>
        {t('choose')}
      </Button>
    </form>
  );
};
