import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { ApiProblem } from '../api/problem.js';
import { formatRelative } from '../format/format-time.js';
import classes from '../fraud/fraud.module.css';
import { urgencyOf } from '../fraud/urgency.js';
import { useLanguage } from '../i18n/language-provider.js';
import { usePersonName } from '../members/use-person-name.js';
import { useStore } from '../shell/store-context.js';
import { Money } from '../ui/money.js';
import { useProblemText } from '../ui/problem-notice.js';
import { Time, useNow } from '../ui/time.js';
import type { Approval, ApprovalResult, WaitingApproval } from './approval.js';
import { ApprovalButtons } from './approval-button.js';

interface ApprovalItemProps {
  readonly approval: WaitingApproval;
  readonly onResult: (result: ApprovalResult) => void;
}

export const ApprovalItem = ({ approval, onResult }: ApprovalItemProps) => {
  const t = useTranslations('approvals');
  const nameOf = usePersonName();
  const { session } = useStore();
  const { order, amount, currency, reason, requestedBy, createdAt, until } = approval;
  const { id, reference, customer } = order;
  return (
    <li className={classes.held} data-held>
      <span className={classes.main}>
        <span className={classes.line}>
          <Link href={`/orders/${id}`} className={classes.link} data-row-link>
            <Money minor={amount} currency={currency} />{' '}
            <span className="quiet">{reference ?? `${id.slice(0, 8)}…${id.slice(-4)}`}</span>
          </Link>
          <Expiry until={until} />
        </span>
        {reason === null ? null : <span className={classes.line}>{reason}</span>}
        <span className={`${classes.line} quiet`}>
          <span>{t('askedBy', { who: nameOf(requestedBy) })}</span>
          <Time at={createdAt} />
          <span>{customer === null ? t('forgotten') : [customer.name, customer.email].filter(Boolean).join(', ')}</span>
        </span>
        <Obstacle approval={approval} />
        {requestedBy === session.user.id ? <span className={classes.line}>{t('own')}</span> : null}
      </span>
      <span className={classes.buttons}>
        <ApprovalButtons approval={approval} order={order} onResult={onResult} />
      </span>
    </li>
  );
};

/** Why it could not be approved now. */
export const Obstacle = ({ approval: { obstacle } }: { readonly approval: Pick<Approval, 'obstacle'> }) => {
  const t = useTranslations('approvals');
  const text = useProblemText();
  if (obstacle === null) return null;
  return (
    <span className={classes.line}>
      {t('obstacle', { why: text(new ApiProblem({ status: 409, code: obstacle, title: obstacle })) })}
    </span>
  );
};

export const Expiry = ({ until }: { readonly until: string }) => {
  const t = useTranslations('approvals');
  const { tag } = useLanguage();
  const now = useNow(15_000);
  return (
    <span className={`${classes.due} figures`} data-tone={urgencyOf(until, now)}>
      {t('expiresIn', { when: formatRelative(until, now, tag) })}
    </span>
  );
};
