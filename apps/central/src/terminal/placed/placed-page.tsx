import { Button, Loader } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import type { Order } from '../../api/order.js';
import { problemOf } from '../../api/problem.js';
import { useCodeText } from '../../order/code-text.js';
import { type OrderView, useOrder } from '../../order/use-order.js';
import { useStore } from '../../shell/store-context.js';
import { Money } from '../../ui/money.js';
import { NotFound } from '../../ui/not-found.js';
import { Notice } from '../../ui/notice.js';
import { Page, Panel } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { StatusBadge } from '../../ui/status-badge.js';
import type { Tone } from '../../ui/status-tone.js';
import { draftOfOrder } from '../last-draft.store.js';
import classes from '../terminal.module.css';
import { adviceOn, type Outcome, outcomeOf, reasonOf } from './advice.js';
import { Receipt } from './receipt.js';

/** What became of an order that was typed in, and what to do next. One page from the first moment on: its heading, which has the focus, stays. */
export const PlacedPage = ({ id }: { readonly id: string }) => {
  const t = useTranslations('terminal');
  const { data: view, error, refetch } = useOrder(id);
  if (view === undefined && problemOf(error).status === 404) return <NotFound />;
  const problem = error === null ? null : <ProblemNotice error={error} refetch={refetch} />;
  if (view === undefined) return <Page title={t('title')}>{problem ?? <Loader size="sm" />}</Page>;
  const outcome = outcomeOf(view.order);
  return (
    <Page title={t(`outcome_${outcome}`)} actions={<NextSteps order={view.order} outcome={outcome} />}>
      {problem === null ? null : <div className="no-print">{problem}</div>}
      <div className={classes.placed}>
        <Sum order={view.order} />
        <WhatNow view={view} outcome={outcome} />
        {hasReceipt.has(outcome) ? (
          <Panel title={t('receipt')}>
            <Receipt order={view.order} />
          </Panel>
        ) : null}
      </div>
    </Page>
  );
};

const hasReceipt: ReadonlySet<Outcome> = new Set(['approved', 'authorized', 'credited']);
const isOver: ReadonlySet<Outcome> = new Set(['declined', 'rejected']);

const NextSteps = ({ order, outcome }: { readonly order: Order; readonly outcome: Outcome }) => {
  const t = useTranslations('terminal');
  const isCredit = order.type === 'credit';
  const next = isCredit ? '/terminal?as=credit' : '/terminal';
  const canRepeat = isOver.has(outcome) && draftOfOrder(order.id) !== undefined;
  return (
    <div className={`${classes.outcome} no-print`}>
      {hasReceipt.has(outcome) ? (
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      ) : null}
      <Button variant="default" component={Link} href={`/orders/${order.id}`}>
        {t('toOrder')}
      </Button>
      {canRepeat ? (
        <Button variant="default" component={Link} href="/terminal">
          {t('newOrder')}
        </Button>
      ) : null}
      <Button component={Link} href={canRepeat ? `/terminal?again=${order.id}` : next}>
        {t(canRepeat ? 'again' : isCredit ? 'newCredit' : 'newOrder')}
      </Button>
    </div>
  );
};

const Sum = ({ order: { type, status, amounts, currency, payment } }: { readonly order: Order }) => (
  <div className={`${classes.outcome} no-print`}>
    <span className={classes.amount}>
      <Money minor={amounts.total ?? amounts.subtotal} currency={currency} />
    </span>
    <StatusBadge status={status} />
    {type === 'credit' ? null : <StatusBadge status={`payment_${payment.status}`} />}
  </div>
);

const tones: Readonly<Record<Outcome, Tone>> = {
  approved: 'good',
  authorized: 'good',
  credited: 'good',
  held: 'warn',
  pending: 'info',
  declined: 'bad',
  rejected: 'bad',
};

const aboutOf = ({ type }: Order, outcome: Outcome) =>
  type === 'credit' && isOver.has(outcome) ? 'about_creditDeclined' : (`about_${outcome}` as const);

/** The outcome in words: what happened, why, and what to do about it. */
const WhatNow = ({ view: { order, events }, outcome }: { readonly view: OrderView; readonly outcome: Outcome }) => {
  const t = useTranslations('terminal');
  const advice = useTranslations('advice');
  const code = useCodeText();
  const { can } = useStore();
  const ended = reasonOf(events);
  const reasons = [...(order.fraud?.reasons ?? []), ...(ended === undefined ? [] : [ended])];
  const why = [...new Set(reasons)].map(code).join(', ');
  return (
    <div className="no-print">
      <Notice tone={tones[outcome]}>
        <p>{t(aboutOf(order, outcome))}</p>
        {why === '' || hasReceipt.has(outcome) ? null : <p>{t('why', { why })}</p>}
        {isOver.has(outcome) ? <p>{advice(adviceOn(reasons, order))}</p> : null}
        {order.fraud?.duplicateOf === undefined || !isOver.has(outcome) ? null : (
          <Link href={`/orders/${order.fraud.duplicateOf}`}>{t('firstOrder')}</Link>
        )}
        {outcome === 'held' && can('reviews:resolve') ? <Link href={`/orders/${order.id}`}>{t('review')}</Link> : null}
        {outcome === 'authorized' ? <Link href={`/orders/${order.id}`}>{t('captureLater')}</Link> : null}
      </Notice>
    </div>
  );
};
