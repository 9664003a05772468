import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import order from '../order/order.module.css';
import { Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { Time } from '../ui/time.js';
import { endSession, type OpenSession, readSessions } from './account.js';
import { browserIn } from './browser-in.js';

const queryKey = ['user', 'sessions'];

/** Where the user is signed in. */
export const Sessions = () => {
  const t = useTranslations('account');
  const { data = [], error, refetch } = useQuery({ queryKey, queryFn: ({ signal }) => readSessions(signal) });
  return (
    <Panel title={t('sessions')} isFlush>
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      <ul className={order.items}>
        {data.map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
    </Panel>
  );
};

const SessionItem = ({ session: { id, isCurrent, userAgent, address, lastSeenAt } }: { readonly session: OpenSession }) => {
  const t = useTranslations('account');
  const queries = useQueryClient();
  const end = useMutation({ mutationFn: () => endSession(id), onSettled: () => queries.invalidateQueries({ queryKey }) });
  return (
    <li className={order.item}>
      <span className={order.itemMain}>
        <span>{browserIn(userAgent)}</span>
        <span className={order.meta}>
          <span className="mono">{address}</span>
          <Time at={lastSeenAt} />
        </span>
      </span>
      {isCurrent ? (
        <span className="quiet">{t('thisSession')}</span>
      ) : (
        <Button variant="default" size="xs" loading={end.isPending} onClick={() => end.mutate()}>
          {t('endSession')}
        </Button>
      )}
    </li>
  );
};
