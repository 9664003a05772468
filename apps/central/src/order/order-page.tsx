import { Skeleton } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { problemOf } from '../api/problem.js';
import { OrderKeys } from '../license-keys/order-keys.js';
import { Past } from '../time-machine/past.js';
import { TimeMachine } from '../time-machine/time-machine.js';
import { useAt, useAtQuery } from '../time-machine/use-at.js';
import { CopyText } from '../ui/copy-text.js';
import { Empty } from '../ui/empty.js';
import { late } from '../ui/late.js';
import { useMoney } from '../ui/money.js';
import { NotFound } from '../ui/not-found.js';
import { Page, Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Time } from '../ui/time.js';
import { Amounts } from './amounts.js';
import { CustomerPanels } from './customer-panels.js';
import { Downloads } from './downloads.js';
import { Mails } from './mails.js';
import { Notes } from './notes.js';
import { Operations } from './operations.js';
import classes from './order.module.css';
import { Timeline } from './timeline.js';
import { type OrderView, useOrder } from './use-order.js';

/** Comes while the order does. */
const OrderActions = late(async () => (await import('./actions/order-actions.js')).OrderActions);
/** Few orders have any: they come when they are needed. */
const Approvals = late(async () => (await import('../approvals/order-approvals.js')).OrderApprovals);

export const OrderPage = ({ id }: { readonly id: string }) => (
  <Past>
    <OrderAt id={id} />
  </Past>
);

/** One page from the first moment on: its heading, which has the focus, stays when the order comes. */
const OrderAt = ({ id }: { readonly id: string }) => {
  const t = useTranslations('order');
  const money = useMoney();
  const past = useAtQuery();
  const { at } = useAt();
  const { data: view, error, refetch } = useOrder(id, at);
  if (view === undefined && problemOf(error).status === 404) return at === undefined ? <NotFound /> : <NotYet />;
  const back = { href: `/orders${past}`, text: t('all') };
  const problem = error === null ? null : <ProblemNotice error={error} refetch={refetch} />;
  if (view === undefined) {
    return (
      <Page title={t('title')} back={back}>
        {problem ?? <OrderPlaces />}
      </Page>
    );
  }
  const { amounts, currency, reference } = view.order;
  const amount = money(amounts.total ?? amounts.subtotal, currency);
  return (
    <Page
      title={amount}
      tabTitle={`${amount} · ${reference ?? t('title')}`}
      back={back}
      actions={
        <>
          <TimeMachine />
          <Suspense fallback={null}>
            <OrderActions view={view} />
          </Suspense>
        </>
      }
    >
      {problem}
      <KnownOrder view={view} at={at} />
    </Page>
  );
};

/** The order was not placed yet at the moment that is looked at. */
const NotYet = () => {
  const t = useTranslations('timeMachine');
  return (
    <Page title={t('notYet')} actions={<TimeMachine />}>
      <Empty icon={<IconHistory size={40} stroke={1.5} />} title={t('notYet')}>
        {t('notYetText')}
      </Empty>
    </Page>
  );
};

const OrderPlaces = () => {
  const t = useTranslations('order');
  return (
    <div className={classes.columns} aria-busy>
      <div className={classes.column}>
        {[t('amounts'), t('timeline')].map((title) => (
          <Panel key={title} title={title}>
            <Skeleton height={220} />
          </Panel>
        ))}
      </div>
      <div className={classes.column}>
        <Panel title={t('customer')}>
          <Skeleton height={120} />
        </Panel>
      </div>
    </div>
  );
};

const KnownOrder = ({ view, at }: { readonly view: OrderView; readonly at: string | undefined }) => {
  const { order, events, operations } = view;
  return (
    <>
      <Summary view={view} />
      <div className={classes.columns}>
        <div className={classes.column}>
          {at === undefined && events.some(({ type }) => type === 'RefundApprovalRequested') ? (
            <Suspense fallback={null}>
              <Approvals view={view} />
            </Suspense>
          ) : null}
          <Amounts view={view} />
          <Operations order={order} operations={operations} />
          {order.items.some(({ kind }) => kind === 'digital') ? <Downloads view={view} /> : null}
          <OrderKeys keys={order.licenseKeys} />
          <Mails view={view} />
          <Timeline events={events} />
        </div>
        <div className={classes.column}>
          <CustomerPanels order={order} />
          <Notes id={order.id} />
        </div>
      </div>
    </>
  );
};

const Summary = ({ view: { order } }: { readonly view: OrderView }) => {
  const t = useTranslations('order');
  return (
    <div className={classes.sum}>
      <StatusBadge status={order.status} />
      {order.type === 'credit' ? null : <StatusBadge status={`payment_${order.payment.status}`} />}
      {order.reference === null ? null : <span>{order.reference}</span>}
      <CopyText text={order.id} name={t('id')} />
      <Time at={order.createdAt} />
    </div>
  );
};
