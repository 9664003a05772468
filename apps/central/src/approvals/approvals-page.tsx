import { Anchor, Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { KeyHints } from '../fraud/key-hints.js';
import { QueueList } from '../fraud/queue-list.js';
import { useReviewKeys } from '../fraud/use-review-keys.js';
import { useRowKeys } from '../orders/use-row-keys.js';
import { useStore } from '../shell/store-context.js';
import { Empty } from '../ui/empty.js';
import { useMoney } from '../ui/money.js';
import { Notice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { StatusBadge } from '../ui/status-badge.js';
import type { ApprovalResult } from './approval.js';
import { ApprovalItem } from './approval-item.js';
import { useApprovals } from './use-approvals.js';

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
      {approvals.error === null ? null : <ProblemNotice error={approvals.error} refetch={approvals.refetch} />}
      {waiting === undefined && approvals.error !== null ? null : (
        <QueueList
          label={t('title')}
          waiting={waiting}
          hasMore={approvals.hasNextPage}
          empty={<NoneWaiting />}
          itemOf={(one) => <ApprovalItem key={one.id} approval={one} onResult={setResult} />}
        />
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

const NoneWaiting = () => {
  const t = useTranslations('approvals');
  return (
    <Empty icon={<IconChecks size={40} stroke={1.5} />} title={t('noneWaiting')}>
      {t('noneWaitingText')}
    </Empty>
  );
};
