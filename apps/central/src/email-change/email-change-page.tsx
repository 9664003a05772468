import { Anchor, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { request } from '../api/client.js';
import { problemOf } from '../api/problem.js';
import { sessionKey } from '../api/session.js';
import { EntryCard } from '../sign-in/entry-card.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';

/** What the links of both mails do. */
const links = {
  confirm: { method: 'PUT', title: 'title', text: 'text', act: 'confirm', done: 'changed', look: {} },
  stop: { method: 'DELETE', title: 'stopTitle', text: 'stopText', act: 'stop', done: 'stopped', look: { color: 'red.9' } },
} as const;

interface EmailChangePageProps {
  readonly token: string;
  /** `stop`: of who has the old address. */
  readonly link: keyof typeof links;
}

/** What the links of the mails about another e-mail address open. A program that looks at a mail's links presses no button: nothing changes by it. */
export const EmailChangePage = ({ token, link }: EmailChangePageProps) => {
  const t = useTranslations('emailChange');
  return (
    <EntryCard title={t(links[link].title)}>
      <Change token={token} link={link} />
      <Anchor component={Link} href="/">
        {t('toCentral')}
      </Anchor>
    </EntryCard>
  );
};

const Change = ({ token, link }: EmailChangePageProps) => {
  const t = useTranslations('emailChange');
  const { method, text, act: label, look } = links[link];
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: () => request(`/email-changes/${encodeURIComponent(token)}`, { method }),
    // Sessions have ended, this browser's perhaps; one that goes on has another address.
    onSuccess: () => void queries.invalidateQueries({ queryKey: sessionKey }),
  });
  if (act.isSuccess) return <Done link={link} />;
  if (act.error !== null && problemOf(act.error).status === 404) return <Notice tone="warn">{t('ended')}</Notice>;
  return (
    <>
      <p>{t(text)}</p>
      {act.error === null ? null : <ProblemNotice error={act.error} />}
      <Button loading={act.isPending} onClick={() => act.mutate()} {...look}>
        {t(label)}
      </Button>
    </>
  );
};

const Done = ({ link }: Pick<EmailChangePageProps, 'link'>) => {
  const t = useTranslations('emailChange');
  return (
    <>
      <Notice tone="good">{t(links[link].done)}</Notice>
      {link === 'stop' ? (
        <Button component={Link} href="/password-reset">
          {t('newPassword')}
        </Button>
      ) : null}
    </>
  );
};
