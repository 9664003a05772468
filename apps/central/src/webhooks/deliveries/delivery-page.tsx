import { Button, Skeleton } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { problemOf } from '../../api/problem.js';
import order from '../../order/order.module.css';
import { CopyText } from '../../ui/copy-text.js';
import { NotFound } from '../../ui/not-found.js';
import { Facts, Page, Panel } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { StatusBadge } from '../../ui/status-badge.js';
import { Time } from '../../ui/time.js';
import { useMayChange } from '../use-may-change.js';
import { useWebhookCommand } from '../use-webhook-command.js';
import { useDelivery } from '../use-webhooks.js';
import { readable, type WholeDelivery } from '../webhook.js';
import { Attempts } from './attempts.js';

interface DeliveryPageProps {
  readonly endpoint: string;
  readonly id: string;
}

/** One event on its way to one endpoint: what is sent, and what came back each time. */
export const DeliveryPage = ({ endpoint, id }: DeliveryPageProps) => {
  const t = useTranslations('webhooks');
  const mayChange = useMayChange();
  const { data: delivery, error, refetch } = useDelivery(id);
  if (problemOf(error).status === 404) return <NotFound />;
  const back = { href: `/webhooks/${endpoint}`, text: t('toEndpoint') };
  const problem = error === null ? null : <ProblemNotice error={error} refetch={refetch} />;
  if (delivery === undefined) {
    return (
      <Page title={t('delivery')} back={back}>
        {problem ?? (
          <Panel title={t('delivery')}>
            <Skeleton height={180} aria-busy />
          </Panel>
        )}
      </Page>
    );
  }
  return (
    <Page title={delivery.type} back={back} actions={mayChange ? <RedeliverButton id={id} /> : undefined}>
      {problem}
      <DeliveryFacts delivery={delivery} />
      <Attempts delivery={delivery} />
      <Panel title={t('body')} side={<CopyText text={delivery.body} name={t('body')} shown={t('copyBody')} />}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone */}
        <pre className={order.data} style={{ margin: 0 }} tabIndex={0}>
          {readable(delivery.body)}
        </pre>
      </Panel>
    </Page>
  );
};

/** Each press is another wish: whoever presses twice wants it twice. */
const RedeliverButton = ({ id }: { readonly id: string }) => {
  const t = useTranslations('webhooks');
  const { command } = useWebhookCommand(`/webhook-deliveries/${id}/redeliver`);
  return (
    <div>
      <Button
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={command.isPending}
        onClick={() => command.mutate(undefined)}
      >
        {t('redeliver')}
      </Button>
      {command.error === null ? null : <ProblemNotice error={command.error} />}
    </div>
  );
};

const DeliveryFacts = ({ delivery }: { readonly delivery: WholeDelivery }) => {
  const t = useTranslations('webhooks');
  const { event, order: orderId, sequence, status, tries, nextAt, createdAt, endedAt } = delivery;
  return (
    <Panel title={t('delivery')} side={<StatusBadge status={status} />}>
      <Facts
        facts={[
          [t('webhookId'), <CopyText key="event" text={event} name={t('webhookId')} />],
          [
            t('ofOrder'),
            orderId === null ? null : (
              <Link key="order" href={`/orders/${orderId}`} className="mono">
                {orderId}
              </Link>
            ),
          ],
          [t('place'), sequence === null ? null : String(sequence)],
          [
            t('triesName'),
            <span key="tries" className="figures">
              {String(tries)}
            </span>,
          ],
          [t('nextTry'), nextAt === null ? null : <Time key="next" at={nextAt} as="precise" />],
          [t('created'), <Time key="created" at={createdAt} as="precise" />],
          [t('ended'), endedAt === null ? null : <Time key="ended" at={endedAt} as="precise" />],
        ]}
      />
    </Panel>
  );
};
