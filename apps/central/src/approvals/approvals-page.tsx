import { Anchor, Button, Skeleton } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import fraud from '../fraud/fraud.module.css';
import { KeyHints } from '../fraud/key-hints.js';
import { useReviewKeys } from '../fraud/use-review-keys.js';
import classes from '../order/order.module.css';
import { useRowKeys } from '../orders/use-row-keys.js';
import { useStore } from '../shell/store-context.js';
import { Empty } from '../ui/empty.js';
import { useMoney } from '../ui/money.js';
import { Notice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { StatusBadge } from '../ui/status-badge.js';
import ui from '../ui/ui.module.css';
import type { ApprovalResult, WaitingApproval } from './approval.js';
import { ApprovalItem } from './approval-item.js';
import { useApprovals } from './use-approvals.js';

const places = Array.from({ length: 3 }, (_, index) => index);

/** The refunds that wait for a second person, the most urgent first. */
export const ApprovalsPage = () => {
  const t = useTranslations('approvals');
  const actions = useTranslations('actions');
  const { can } = useStore();
  const approvals = useApprovals();
  const [result, setResult] = useState<ApprovalResult>();
  useRowKeys();
  useReviewKeys();
  const waiting = approvals.data?.pages.flatMap(({ data }) => data);
  return (
    <Page title={t('title')} actions={can('settings:read') ? <LimitsLink /> : undefined}>
      {result === undefined ? null : <Result result={result} />}
      {approvals.error === null ? null : <ProblemNotice error={approvals.error} onRetry={() => void approvals.refetch()} />}
      {waiting === undefined && approvals.error !== null ? null : (
        <WaitingList waiting={waiting} hasMore={approvals.hasNextPage} onResult={setResult} />
      )}
      {approvals.hasNextPage ? (
        <Button variant="default" loading={approvals.isFetchingNextPage} onClick={() => void approvals.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
      {waiting === undefined || waiting.length === 0 ? null : (
        <KeyHints accept={can('refunds:approve') ? actions('approve') : undefined} reject={actions('turnDown')} />
      )}
    </Page>
  );
};

const LimitsLink = () => {
  const t = useTranslations('approvals');
  return (
    <Anchor component={Link} href="/settings/refunds">
      {t('limits')}
    </Anchor>
  );
};

/** What became of the refund that was decided last. */
const Result = ({ result: { kind, amount, currency, status } }: { readonly result: ApprovalResult }) => {
  const t = useTranslations('approvals');
  const money = useMoney();
  const isRejected = kind === 'refund_approval';
  return (
    <Notice tone="info">
      <p>
        {t(isRejected ? 'rejectedDone' : 'approvedDone', { amount: money(amount, currency) })}{' '}
        {isRejected ? null : <StatusBadge status={status} />}
      </p>
    </Notice>
  );
};

interface WaitingListProps {
  readonly waiting: readonly WaitingApproval[] | undefined;
  readonly hasMore: boolean;
  readonly onResult: (result: ApprovalResult) => void;
}

const WaitingList = ({ waiting, hasMore, onResult }: WaitingListProps) => {
  const t = useTranslations('approvals');
  return (
    <section className={ui.panel} aria-label={t('title')} aria-busy={waiting === undefined}>
      {waiting?.length === 0 && !hasMore ? (
        <Empty icon={<IconChecks size={40} stroke={1.5} />} title={t('noneWaiting')}>
          {t('noneWaitingText')}
        </Empty>
      ) : (
        <ul className={classes.items}>
          {waiting?.map((one) => <ApprovalItem key={one.id} approval={one} onResult={onResult} />) ??
            places.map((place) => (
              <li key={place} className={fraud.held}>
                <span className={fraud.main}>
                  <Skeleton height={18} width="30%" />
                  <Skeleton height={14} width="60%" />
                </span>
              </li>
            ))}
        </ul>
      )}
    </section>
  );
};
