import { Skeleton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { problemOf } from '../api/problem.js';
import { CopyText } from '../ui/copy-text.js';
import { NotFound } from '../ui/not-found.js';
import { Notice } from '../ui/notice.js';
import { Facts, Page, Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { Time } from '../ui/time.js';
import { DeliveriesPanel } from './deliveries/deliveries-panel.js';
import { EndpointMenu } from './endpoint-menu.js';
import { EndpointStatus, LastTry } from './endpoint-status.js';
import { EditButton } from './form/edit-button.js';
import { TestButton } from './test-button.js';
import { useMayChange } from './use-may-change.js';
import { useEndpoint } from './use-webhooks.js';
import { nameOf, type WebhookEndpoint } from './webhook.js';

/** An endpoint: how it does, and what was sent to it. */
export const EndpointPage = ({ id }: { readonly id: string }) => {
  const t = useTranslations('webhooks');
  const mayChange = useMayChange();
  const { data: endpoint, error, refetch } = useEndpoint(id);
  if (problemOf(error).status === 404) return <NotFound />;
  const back = { href: '/webhooks', text: t('all') };
  const problem = error === null ? null : <ProblemNotice error={error} refetch={refetch} />;
  if (endpoint === undefined) {
    return (
      <Page title={t('endpoint')} back={back}>
        {problem ?? (
          <Panel title={t('endpoint')}>
            <Skeleton height={180} aria-busy />
          </Panel>
        )}
      </Page>
    );
  }
  return (
    <Page
      title={nameOf(endpoint)}
      back={back}
      actions={
        mayChange ? (
          <>
            <TestButton endpoint={endpoint} />
            <EditButton endpoint={endpoint} />
            <EndpointMenu endpoint={endpoint} />
          </>
        ) : undefined
      }
    >
      {problem}
      <StateNotice endpoint={endpoint} />
      <EndpointFacts endpoint={endpoint} />
      <DeliveriesPanel endpoint={id} />
    </Page>
  );
};

/** What keeps webhooks from arriving, and what ends that. */
const StateNotice = ({ endpoint: { status, failingSince, pausedUntil, failures } }: { readonly endpoint: WebhookEndpoint }) => {
  const t = useTranslations('webhooks');
  if (status === 'gone') return <Notice tone="warn">{t('isGone')}</Notice>;
  if (status === 'disabled') return <Notice tone="info">{t('isPaused')}</Notice>;
  if (failingSince === null) return null;
  return (
    <Notice tone="warn">
      <p>
        {t('isFailing', { count: failures })} <Time at={failingSince} />
      </p>
      {pausedUntil === null ? null : (
        <p>
          {t('leftAlone')} <Time at={pausedUntil} as="precise" />
        </p>
      )}
    </Notice>
  );
};

const EndpointFacts = ({ endpoint }: { readonly endpoint: WebhookEndpoint }) => {
  const t = useTranslations('webhooks');
  const { id, url, events, isOrdered, status, signature, publicKey, previousKeyUntil, createdAt } = endpoint;
  return (
    <Panel title={t('endpoint')} side={<EndpointStatus status={status} />}>
      <Facts
        facts={[
          [t('url'), <CopyText key="url" text={url} name={t('url')} />],
          [t('events'), events.length === 0 ? t('allEvents') : events.join(', ')],
          [t('order'), isOrdered ? t('ordered') : t('unordered')],
          [t('signature'), t(`signature_${signature}`)],
          [t('publicKey'), publicKey === null ? null : <CopyText key="publicKey" text={publicKey} name={t('publicKey')} />],
          [t('previousKey'), previousKeyUntil === null ? null : <Time key="previous" at={previousKeyUntil} />],
          [t('lastTry'), <LastTry key="last" endpoint={endpoint} />],
          [t('created'), <Time key="created" at={createdAt} />],
          [t('id'), <CopyText key="id" text={id} name={t('id')} />],
        ]}
      />
    </Panel>
  );
};
