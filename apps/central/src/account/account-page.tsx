import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStore } from '../shell/store-context.js';
import { Notice } from '../ui/notice.js';
import { Facts, Page, Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { changePassword } from './account.js';
import classes from './account.module.css';
import { DeleteAccount } from './delete-account.js';
import { EmailButton } from './email-button.js';
import { Factors } from './factors.js';
import { FailedSignIns } from './failed-sign-ins.js';
import { Sessions } from './sessions.js';

/** The user's own account: what they sign in with, and where they are signed in. */
export const AccountPage = () => {
  const t = useTranslations('account');
  const { session } = useStore();
  const [asked, setAsked] = useState('');
  return (
    <Page title={t('title')}>
      <Panel title={t('profile')} side={<EmailButton onAsked={setAsked} />}>
        {asked === '' ? null : (
          <div className={classes.asked}>
            <Notice tone="info">{t('emailAsked', { email: asked })}</Notice>
          </div>
        )}
        <Facts
          facts={[
            [t('name'), session.user.name],
            [t('email'), session.user.email],
          ]}
        />
      </Panel>
      <Factors />
      <Panel title={t('password')}>
        <PasswordForm />
      </Panel>
      <Sessions />
      <FailedSignIns />
      <DeleteAccount />
    </Page>
  );
};

const PasswordForm = () => {
  const t = useTranslations('account');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setCurrent('');
      setNext('');
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      {change.error === null ? null : <ProblemNotice error={change.error} />}
      {change.isSuccess ? <Notice tone="good">{t('passwordChanged')}</Notice> : null}
      <PasswordInput
        label={t('currentPassword')}
        autoComplete="current-password"
        required
        value={current}
        onChange={({ currentTarget: { value } }) => setCurrent(value)}
      />
      <PasswordInput
        label={t('newPassword')}
        description={t('newPasswordHint')}
        autoComplete="new-password"
        required
        minLength={12}
        value={next}
        onChange={({ currentTarget: { value } }) => setNext(value)}
      />
      <Button type="submit" variant="default" loading={change.isPending}>
        {t('changePassword')}
      </Button>
    </form>
  );
};
