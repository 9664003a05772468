import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import classes from '../order/order.module.css';
import { useStore } from '../shell/store-context.js';
import { Panel } from '../ui/page.js';
import { Time } from '../ui/time.js';
import type { StampedCopy } from './copy.js';
import { RetryButton } from './retry-button.js';
import { useCopyReason } from './use-copy-reason.js';

const pageSize = 20;
/** What is made anew may fail once more. */
const followMs = 3_000;
const lookMs = 60_000;

/** The buyers who get nothing, as their copy could not be made; nothing where there are none. */
export const FailedCopies = () => {
  const t = useTranslations('copies');
  const orders = useTranslations('orders');
  const { path, key } = useStore();
  const [isFollowing, setFollowing] = useState(false);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: key('copies', 'failed'),
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam === '' ? '' : `&cursor=${pageParam}`;
      return get<List<StampedCopy>>(path(`/stamped-copies?status=failed&limit=${pageSize}${after}`), signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: isFollowing ? followMs : lookMs,
  });
  const copies = data?.pages.flatMap((page) => page.data) ?? [];
  if (copies.length === 0) return null;
  return (
    <Panel title={t('title')} isFlush>
      <p className={`${classes.item} quiet`}>{t('text')}</p>
      <ul className={classes.items}>
        {copies.map((copy) => (
          <FailedCopy
            key={`${copy.order} ${copy.sku} ${copy.fileName} ${copy.changedAt}`}
            copy={copy}
            onRetried={() => setFollowing(true)}
          />
        ))}
      </ul>
      {hasNextPage ? (
        <p className={classes.item}>
          <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {orders('more')}
          </Button>
        </p>
      ) : null}
    </Panel>
  );
};

const FailedCopy = ({ copy, onRetried }: { readonly copy: StampedCopy; readonly onRetried: () => void }) => {
  const t = useTranslations('copies');
  const reason = useCopyReason();
  const { can } = useStore();
  const { order, sku, fileName, code, tries, changedAt } = copy;
  return (
    <li className={classes.item}>
      <span className={classes.itemMain}>
        <span>{fileName}</span>
        <span>{reason(code)}</span>
        <span className={classes.meta}>
          <Link href={`/orders/${order}`} className="mono">
            {order}
          </Link>
          <span className="mono">{sku}</span>
          <Time at={changedAt} />
          <span>{t('tries', { count: tries })}</span>
        </span>
      </span>
      {can('deliveries:resend') ? <RetryButton order={order} onRetried={onRetried} /> : null}
    </li>
  );
};
