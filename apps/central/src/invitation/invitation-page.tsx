import { Anchor, Button, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { get, request } from '../api/client.js';
import { problemOf } from '../api/problem.js';
import { sessionKey } from '../api/session.js';
import { useLanguage } from '../i18n/language-provider.js';
import type { Role } from '../members/member.js';
import { EntryCard } from '../sign-in/entry-card.js';
import { NewPasswordInput } from '../sign-in/new-password-input.js';
import classes from '../sign-in/sign-in.module.css';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';

interface Invitation {
  /** Its name. */
  readonly store: string;
  readonly email: string;
  readonly role: Role;
  readonly hasAccount: boolean;
}

/** What the link of an invitation's mail opens. */
export const InvitationPage = ({ token }: { readonly token: string }) => {
  const t = useTranslations('invitation');
  const address = `/invitations/${encodeURIComponent(token)}`;
  const queries = useQueryClient();
  const [isAccepted, setAccepted] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => get<Invitation>(address, signal),
    // Once it is used it is there no more.
    enabled: !isAccepted,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const onAccepted = (): void => {
    setAccepted(true);
    void queries.invalidateQueries({ queryKey: sessionKey });
  };
  return (
    <EntryCard title={t('title')}>
      {data === undefined ? (
        error === null ? (
          <Skeleton height={160} />
        ) : problemOf(error).status === 404 ? (
          <Notice tone="warn">{t('ended')}</Notice>
        ) : (
          <ProblemNotice error={error} refetch={refetch} />
        )
      ) : isAccepted ? (
        <>
          <Notice tone="good">{t('joined', { store: data.store })}</Notice>
          <Button component={Link} href="/">
            {t('toCentral')}
          </Button>
        </>
      ) : (
        <AcceptForm address={address} invitation={data} onAccepted={onAccepted} />
      )}
      {isAccepted ? null : (
        <Anchor component={Link} href="/">
          {t('toCentral')}
        </Anchor>
      )}
    </EntryCard>
  );
};

interface AcceptFormProps {
  readonly address: string;
  readonly invitation: Invitation;
  readonly onAccepted: () => void;
}

const AcceptForm = ({ address, invitation: { store, email, role, hasAccount }, onAccepted }: AcceptFormProps) => {
  const t = useTranslations('invitation');
  const may = useTranslations('members');
  const roleName = useTranslations('role');
  const { language } = useLanguage();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const accept = useMutation({
    mutationFn: () => request(address, { method: 'PUT', body: hasAccount ? {} : { name: name.trim(), password, language } }),
    onSuccess: onAccepted,
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate();
      }}
    >
      <p>{t('text', { store, role: roleName(role) })}</p>
      <p className="quiet">{may(`may_${role}`)}</p>
      {accept.error === null ? null : <ProblemNotice error={accept.error} />}
      {hasAccount ? (
        <p>{t('hasAccount', { email })}</p>
      ) : (
        <>
          <TextInput label={t('email')} value={email} readOnly autoComplete="username" />
          <TextInput
            label={t('name')}
            autoComplete="name"
            required
            maxLength={100}
            value={name}
            onChange={({ currentTarget: { value } }) => setName(value)}
          />
          <NewPasswordInput password={password} onType={setPassword} />
        </>
      )}
      <Button type="submit" loading={accept.isPending}>
        {t('accept')}
      </Button>
    </form>
  );
};
