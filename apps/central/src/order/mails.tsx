import { useTranslations } from 'use-intl';
import type { Mail, Order } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import { Panel } from '../ui/page.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Time } from '../ui/time.js';
import { ResendButton } from './actions/resend-button.js';
import { useCodeText } from './code-text.js';
import classes from './order.module.css';
import type { OrderView } from './use-order.js';

/** Whether there is somebody to tell of something: of a capture, or of a credit. */
const hasMail = ({ customer, amounts: { captured, credited = 0 } }: Order): boolean =>
  customer !== null && customer.email !== '' && captured + credited > 0;

/** What the customer was told by mail, and the receipt once more. */
export const Mails = ({ view: { order } }: { readonly view: OrderView }) => {
  const t = useTranslations('mails');
  const { can } = useStore();
  const maySend = can('deliveries:resend') && hasMail(order);
  return (
    <Panel title={t('title')} isFlush side={maySend ? <ResendButton order={order} /> : null}>
      {order.mails.length === 0 ? (
        <div className={classes.item}>
          <span className="quiet">{t('none')}</span>
        </div>
      ) : (
        <ul className={classes.items}>
          {order.mails.map((mail) => (
            <MailItem key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
    </Panel>
  );
};

const MailItem = ({ mail }: { readonly mail: Mail }) => {
  const t = useTranslations('mails');
  const code = useCodeText();
  return (
    <li className={classes.item}>
      <span className={classes.itemMain}>
        <span>{code(`mail_${mail.kind}`)}</span>
        <span className={classes.meta}>
          <Time at={mail.settledAt ?? mail.createdAt} />
          <span>{t(mail.recipient)}</span>
          {mail.code === null ? null : <span>{code(mail.code)}</span>}
          {mail.nextTryAt === null ? null : (
            <span>
              {t('nextTry', { count: mail.tries ?? 0 })} <Time at={mail.nextTryAt} as="relative" />
            </span>
          )}
        </span>
      </span>
      <StatusBadge status={mail.status} />
    </li>
  );
};
