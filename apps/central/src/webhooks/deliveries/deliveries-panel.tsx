import { Anchor, Button, NativeSelect } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import order from '../../order/order.module.css';
import { Empty } from '../../ui/empty.js';
import { Panel } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { StatusBadge } from '../../ui/status-badge.js';
import { Time } from '../../ui/time.js';
import { WaitingItems } from '../../ui/waiting-items.js';
import { useAnswerText } from '../endpoint-status.js';
import { useDeliveries } from '../use-webhooks.js';
import { deliveryStatuses, type WebhookDelivery } from '../webhook.js';
import classes from '../webhooks.module.css';

/** What was sent to an endpoint, or is to be, the newest first. */
export const DeliveriesPanel = ({ endpoint }: { readonly endpoint: string }) => {
  const t = useTranslations('webhooks');
  const statusText = useTranslations('status');
  const [status, setStatus] = useState('');
  const deliveries = useDeliveries(endpoint, status);
  const all = deliveries.data?.pages.flatMap(({ data }) => data);
  const filter = (
    <NativeSelect
      aria-label={t('show')}
      size="xs"
      value={status}
      onChange={({ currentTarget: { value } }) => setStatus(value)}
      data={[{ value: '', label: t('allDeliveries') }, ...deliveryStatuses.map((value) => ({ value, label: statusText(value) }))]}
    />
  );
  return (
    <>
      {deliveries.error === null ? null : <ProblemNotice error={deliveries.error} refetch={deliveries.refetch} />}
      <Panel title={t('deliveries')} isFlush side={filter}>
        {all === undefined && deliveries.error !== null ? null : <Deliveries deliveries={all} isAll={status === ''} />}
      </Panel>
      {deliveries.hasNextPage ? (
        <Button variant="default" loading={deliveries.isFetchingNextPage} onClick={() => void deliveries.fetchNextPage()}>
          {t('older')}
        </Button>
      ) : null}
    </>
  );
};

interface DeliveriesProps {
  readonly deliveries: readonly WebhookDelivery[] | undefined;
  readonly isAll: boolean;
}

const Deliveries = ({ deliveries, isAll }: DeliveriesProps) => {
  const t = useTranslations('webhooks');
  if (deliveries?.length === 0) {
    return (
      <Empty icon={<IconInbox size={40} stroke={1.5} />} title={isAll ? t('noDeliveries') : t('noSuchDeliveries')}>
        {isAll ? t('noDeliveriesText') : t('noSuchDeliveriesText')}
      </Empty>
    );
  }
  return (
    <ul className={order.items} aria-busy={deliveries === undefined}>
      {deliveries?.map((delivery) => <DeliveryItem key={delivery.id} delivery={delivery} />) ?? <WaitingItems count={4} />}
    </ul>
  );
};

const DeliveryItem = ({ delivery }: { readonly delivery: WebhookDelivery }) => {
  const t = useTranslations('webhooks');
  const answerText = useAnswerText();
  const { id, endpoint, order: orderId, type, sequence, status, tries, nextAt, createdAt } = delivery;
  return (
    <li className={order.item}>
      <span className={order.itemMain}>
        <Anchor component={Link} href={`/webhooks/${endpoint}/${id}`} fw={600} size="sm" className={classes.link ?? ''}>
          {type}
        </Anchor>
        <span className={order.meta}>
          <Time at={createdAt} as="short" />
          {orderId === null ? null : (
            <Link href={`/orders/${orderId}`} className="mono">
              {`${orderId.slice(0, 8)}…${orderId.slice(-4)}`}
            </Link>
          )}
          {sequence === null ? null : <span className="figures">{t('sequence', { number: sequence })}</span>}
          <span className="figures">{t('tries', { count: tries })}</span>
          {tries === 0 ? null : <span>{answerText(delivery)}</span>}
          {status === 'pending' && tries > 0 && nextAt !== null ? (
            <span>
              {t('again')} <Time at={nextAt} as="relative" />
            </span>
          ) : null}
        </span>
      </span>
      <span className={order.itemSide}>
        <StatusBadge status={status} />
      </span>
    </li>
  );
};
