import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import { usePersonName } from '../members/use-person-name.js';
import classes from '../order/order.module.css';
import type { OrderView } from '../order/use-order.js';
import { useStore } from '../shell/store-context.js';
import { Money } from '../ui/money.js';
import { Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Time } from '../ui/time.js';
import type { Approval } from './approval.js';
import { ApprovalButtons } from './approval-button.js';
import { Expiry, Obstacle } from './approval-item.js';

/** The order's refunds that wait for a second person, or did. */
export const OrderApprovals = ({ view: { order } }: { readonly view: OrderView }) => {
  const t = useTranslations('approvals');
  const { path, key } = useStore();
  const { data, error, refetch } = useQuery({
    queryKey: key('order', order.id, 'approvals'),
    queryFn: ({ signal }) => get<List<Approval>>(path(`/orders/${order.id}/refund-approvals?limit=100`), signal),
  });
  if (data === undefined && error === null) return null;
  return (
    <Panel title={t('onOrder')} isFlush>
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      <ul className={classes.items}>
        {data?.data.map((approval) => (
          <OrderApproval key={approval.id} approval={approval} order={order} />
        ))}
      </ul>
    </Panel>
  );
};

const OrderApproval = ({ approval, order }: { readonly approval: Approval; readonly order: OrderView['order'] }) => {
  const t = useTranslations('approvals');
  const nameOf = usePersonName();
  const { status, amount, currency, reason, requestedBy, createdAt, until, resolvedBy, resolvedAt, note } = approval;
  const isWaiting = status === 'waiting';
  return (
    <li className={classes.item}>
      <span className={classes.itemMain}>
        <span>
          <Money minor={amount} currency={currency} /> <StatusBadge status={`approval_${status}`} />
        </span>
        <span className={classes.meta}>
          <span>{t('askedBy', { who: nameOf(requestedBy) })}</span>
          <Time at={createdAt} />
          {reason === null ? null : <span>{reason}</span>}
        </span>
        {resolvedAt === null ? null : (
          <span className={classes.meta}>
            <span>{t('resolvedBy', { who: nameOf(resolvedBy) })}</span>
            <Time at={resolvedAt} />
            {note === null ? null : <span>{note}</span>}
          </span>
        )}
        {isWaiting ? (
          <span className={classes.meta}>
            <Obstacle approval={approval} />
            <Hint approval={approval} />
            <Expiry until={until} />
          </span>
        ) : null}
      </span>
      <span className={classes.itemSide}>
        <ApprovalButtons approval={approval} order={order} />
      </span>
    </li>
  );
};

/** Why this user does not approve it. */
const Hint = ({ approval: { requestedBy } }: { readonly approval: Approval }) => {
  const t = useTranslations('approvals');
  const { session, can } = useStore();
  if (requestedBy === session.user.id) return <span>{t('own')}</span>;
  return can('refunds:approve') ? null : <span>{t('notYours')}</span>;
};
