import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import order from '../order/order.module.css';
import { Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { Time } from '../ui/time.js';
import { readFailedSignIns } from './account.js';
import classes from './account.module.css';
import { browserIn } from './browser-in.js';

/** Who tried to sign in as the user, and could not. */
export const FailedSignIns = () => {
  const t = useTranslations('account');
  const { data, error, refetch } = useQuery({
    queryKey: ['user', 'failed-sign-ins'],
    queryFn: ({ signal }) => readFailedSignIns(signal),
  });
  return (
    <Panel title={t('failedSignIns')} isFlush>
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      <p className={classes.hint}>{data?.length === 0 ? t('noFailedSignIns') : t('failedSignInsHint')}</p>
      <ul className={order.items} aria-busy={data === undefined && error === null}>
        {data?.map(({ at, address, userAgent, step }) => (
          <li key={`${at} ${address}`} className={order.item}>
            <span className={order.itemMain}>
              <span>{t(`failed_${step}`)}</span>
              <span className={order.meta}>
                <span>{browserIn(userAgent)}</span>
                <span className="mono">{address}</span>
                <Time at={at} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
