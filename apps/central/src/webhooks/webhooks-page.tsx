import { Anchor } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import order from '../order/order.module.css';
import { useStore } from '../shell/store-context.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import ui from '../ui/ui.module.css';
import { WaitingItems } from '../ui/waiting-items.js';
import { EndpointStatus, LastTry } from './endpoint-status.js';
import { NewEndpointButton } from './form/new-endpoint-button.js';
import { HowItWorks } from './how-it-works.js';
import { useMayChange } from './use-may-change.js';
import { useEndpoints } from './use-webhooks.js';
import { nameOf, type WebhookEndpoint } from './webhook.js';
import classes from './webhooks.module.css';

/** Where the store's servers are told of what happens to orders. */
export const WebhooksPage = () => {
  const t = useTranslations('webhooks');
  const { mode } = useStore();
  const mayChange = useMayChange();
  const { data, error, refetch } = useEndpoints();
  const isEmpty = data?.data.length === 0;
  return (
    <Page title={t('title')} actions={mayChange ? <NewEndpointButton /> : undefined}>
      <p className="quiet">{t(`about_${mode}`)}</p>
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      {data === undefined && error !== null ? null : <Endpoints endpoints={data?.data} />}
      {isEmpty ? <HowItWorks /> : null}
    </Page>
  );
};

const Endpoints = ({ endpoints }: { readonly endpoints: readonly WebhookEndpoint[] | undefined }) => {
  const t = useTranslations('webhooks');
  return (
    <section className={ui.panel} aria-label={t('endpoints')} aria-busy={endpoints === undefined}>
      {endpoints?.length === 0 ? (
        <Empty icon={<IconWebhook size={40} stroke={1.5} />} title={t('none')}>
          {t('noneText')}
        </Empty>
      ) : (
        <ul className={order.items}>
          {endpoints?.map((endpoint) => <EndpointItem key={endpoint.id} endpoint={endpoint} />) ?? <WaitingItems count={3} />}
        </ul>
      )}
    </section>
  );
};

const EndpointItem = ({ endpoint }: { readonly endpoint: WebhookEndpoint }) => {
  const t = useTranslations('webhooks');
  const { id, url, events, isOrdered, status } = endpoint;
  return (
    <li className={order.item}>
      <span className={order.itemMain}>
        <Anchor component={Link} href={`/webhooks/${id}`} fw={600} className={classes.link ?? ''}>
          {nameOf(endpoint)}
        </Anchor>
        <span className={`mono ${classes.address}`}>{url}</span>
        <span className={order.meta}>
          <span>{events.length === 0 ? t('allEvents') : t('someEvents', { count: events.length })}</span>
          {isOrdered ? <span>{t('ordered')}</span> : null}
          <LastTry endpoint={endpoint} />
        </span>
      </span>
      <span className={order.itemSide}>
        <EndpointStatus status={status} />
      </span>
    </li>
  );
};
