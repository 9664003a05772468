import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import type { Order } from '../api/order.js';
import { formatRelative } from '../format/format-time.js';
import { useLanguage } from '../i18n/language-provider.js';
import { ReviewButton } from '../order/actions/review-button.js';
import { useCodeText } from '../order/code-text.js';
import { useStore } from '../shell/store-context.js';
import { CardName } from '../ui/card-name.js';
import { Money } from '../ui/money.js';
import { Time, useNow } from '../ui/time.js';
import classes from './fraud.module.css';
import { urgencyOf } from './urgency.js';
import type { HeldOrder } from './use-reviews.js';

interface HeldItemProps {
  readonly held: HeldOrder;
  readonly onResult: (order: Order) => void;
}

export const HeldItem = ({ held: { order, reasons, until }, onResult }: HeldItemProps) => {
  const t = useTranslations('fraudLists');
  const code = useCodeText();
  const { can } = useStore();
  const { id, amounts, currency, customer, payment, reference, createdAt, fraud } = order;
  return (
    <li className={classes.held} data-held>
      <span className={classes.main}>
        <span className={classes.line}>
          <Link href={`/orders/${id}`} className={classes.link} data-row-link>
            <Money minor={amounts.total ?? amounts.subtotal} currency={currency} />{' '}
            <span className="quiet">{reference ?? `${id.slice(0, 8)}…${id.slice(-4)}`}</span>
          </Link>
          {until === null ? null : <Deadline until={until} />}
        </span>
        <span className={classes.line}>
          <span>{reasons.map(code).join(', ')}</span>
          {fraud === null ? null : <span className="quiet figures">{t('score', { score: fraud.score })}</span>}
        </span>
        <span className={`${classes.line} quiet`}>
          <span>{customer === null ? t('forgotten') : [customer.name, customer.email].filter(Boolean).join(', ')}</span>
          <CardName brand={payment.brand} last4={payment.last4} />
          <Time at={createdAt} />
        </span>
      </span>
      {can('reviews:resolve') ? (
        <span className={classes.buttons}>
          <ReviewButton id={id} decision="reject" onResult={onResult} />
          <ReviewButton id={id} decision="accept" onResult={onResult} />
        </span>
      ) : null}
    </li>
  );
};

const Deadline = ({ until }: { readonly until: string }) => {
  const t = useTranslations('fraudLists');
  const { tag } = useLanguage();
  const now = useNow(15_000);
  return (
    <span className={`${classes.due} figures`} data-tone={urgencyOf(until, now)}>
      {t('rejectedIn', { when: formatRelative(until, now, tag) })}
    </span>
  );
};
