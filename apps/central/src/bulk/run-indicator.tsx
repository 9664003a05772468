import { VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Link, useLocation } from 'wouter';
import { useStore } from '../shell/store-context.js';
import classes from './bulk.module.css';
import { type BulkRun, settledIn, wantsLook } from './bulk-run.js';
import { useBulk, useWatchedRun } from './use-bulk.js';

/** How far many orders at once have come, on every page but theirs: a way back to it. Stands in the shell, so that a run is watched whatever page
 *  is shown. */
export const RunIndicator = () => {
  const t = useTranslations('bulk');
  const { store, mode } = useStore();
  const [location] = useLocation();
  const { run } = useBulk();
  useWatchedRun(run);
  const orders = `/${store.id}/${mode}/orders`;
  if (run === undefined || location === orders) return null;
  const told = { settled: settledIn(run), total: run.orders.length };
  const title = t(`title_${run.kind}`);
  const what = run.state === 'running' ? title : `${title}, ${t(`brief_${run.state}`)}`;
  return (
    <>
      <Link href={orders} className={classes.indicator} title={what} data-look={wantsLook(run)}>
        <Sign run={run} />
        <VisuallyHidden>{what}: </VisuallyHidden>
        {t('brief_running', told)}
      </Link>
      <VisuallyHidden role="status">{run.state === 'running' ? '' : what}</VisuallyHidden>
    </>
  );
};

const Sign = ({ run }: { readonly run: BulkRun }) => {
  if (wantsLook(run)) return <IconAlertTriangle size={16} stroke={1.8} aria-hidden />;
  if (run.state === 'ended') return <IconCheck size={16} stroke={1.8} aria-hidden />;
  const width = `${(100 * settledIn(run)) / run.orders.length}%`;
  return (
    <span className={classes.gauge} aria-hidden>
      <span style={{ width }} />
    </span>
  );
};
