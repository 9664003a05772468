import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import type { Order } from '../api/order.js';
import { useRowKeys } from '../orders/use-row-keys.js';
import { useStore } from '../shell/store-context.js';
import { Empty } from '../ui/empty.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { StatusBadge } from '../ui/status-badge.js';
import { HeldItem } from './held-item.js';
import { KeyHints } from './key-hints.js';
import { QueueList } from './queue-list.js';
import { useReviewKeys } from './use-review-keys.js';
import { useReviews } from './use-reviews.js';

/** The orders that wait for a decision, the most urgent first. */
export const ReviewQueue = () => {
  const t = useTranslations('fraudLists');
  const actions = useTranslations('actions');
  const { can } = useStore();
  const reviews = useReviews();
  const [result, setResult] = useState<Order>();
  useRowKeys();
  useReviewKeys();
  const held = reviews.data?.pages.flatMap(({ data }) => data);
  return (
    <>
      {result === undefined ? null : <Result order={result} />}
      {reviews.error === null ? null : <ProblemNotice error={reviews.error} refetch={reviews.refetch} />}
      {held === undefined && reviews.error !== null ? null : (
        <QueueList
          label={t('tab_queue')}
          waiting={held}
          hasMore={reviews.hasNextPage}
          empty={<NoneHeld />}
          itemOf={(one) => <HeldItem key={one.order.id} held={one} onResult={setResult} />}
        />
      )}
      {reviews.hasNextPage ? (
        <Button variant="default" loading={reviews.isFetchingNextPage} onClick={() => void reviews.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
      {held === undefined || held.length === 0 ? null : (
        <KeyHints accept={can('reviews:resolve') ? actions('accept') : undefined} reject={actions('reject')} />
      )}
    </>
  );
};

/** What became of the order that was decided last. */
const Result = ({ order: { id, reference, status } }: { readonly order: Order }) => {
  const t = useTranslations('fraudLists');
  return (
    <Notice tone="info">
      <p>
        <Link href={`/orders/${id}`}>{reference ?? `${id.slice(0, 8)}…${id.slice(-4)}`}</Link> {t('decided')}{' '}
        <StatusBadge status={status} />
      </p>
    </Notice>
  );
};

const NoneHeld = () => {
  const t = useTranslations('fraudLists');
  return (
    <Empty icon={<IconShieldCheck size={40} stroke={1.5} />} title={t('noneHeld')}>
      {t('noneHeldText')}
    </Empty>
  );
};
