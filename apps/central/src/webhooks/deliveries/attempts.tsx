import { IconChevronRight, IconClock } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../../i18n/language-provider.js';
import order from '../../order/order.module.css';
import { Empty } from '../../ui/empty.js';
import { Panel } from '../../ui/page.js';
import { StatusBadge } from '../../ui/status-badge.js';
import { Time } from '../../ui/time.js';
import { useAnswerText } from '../endpoint-status.js';
import { isTaken, readable, requestText, type WebhookAttempt, type WholeDelivery } from '../webhook.js';
import classes from '../webhooks.module.css';

/** Each try, the newest first, with its request and what was answered. */
export const Attempts = ({ delivery: { attempts, tries } }: { readonly delivery: WholeDelivery }) => {
  const t = useTranslations('webhooks');
  return (
    <Panel title={t('triesName')} isFlush>
      {attempts.length === 0 ? (
        <Empty icon={<IconClock size={40} stroke={1.5} />} title={t('noTries')}>
          {t('noTriesText')}
        </Empty>
      ) : (
        <ol className={order.items} reversed>
          {attempts.toReversed().map((attempt, index) => (
            <Attempt key={attempt.number} attempt={attempt} isNewest={index === 0} />
          ))}
        </ol>
      )}
      {tries > attempts.length && attempts.length > 0 ? (
        <p className={`quiet ${classes.note}`}>{t('newestTries', { count: attempts.length })}</p>
      ) : null}
    </Panel>
  );
};

interface AttemptProps {
  readonly attempt: WebhookAttempt;
  readonly isNewest: boolean;
}

const Attempt = ({ attempt, isNewest }: AttemptProps) => {
  const t = useTranslations('webhooks');
  const { tag } = useLanguage();
  const answerText = useAnswerText();
  const { number, at, tookMs, answerBody } = attempt;
  const milliseconds = new Intl.NumberFormat(tag, { style: 'unit', unit: 'millisecond' }).format(tookMs);
  return (
    <li className={classes.attempt}>
      <details className={classes.details} open={isNewest}>
        <summary>
          <IconChevronRight size={16} aria-hidden />
          <span className={classes.summary}>
            <strong>{t('tryNumber', { number })}</strong>
            <span>{answerText(attempt)}</span>
            <span className={order.meta}>
              <Time at={at} as="precise" />
              <span className="figures">{milliseconds}</span>
            </span>
          </span>
          <StatusBadge status={isTaken(attempt) ? 'succeeded' : 'failed'} />
        </summary>
        <div className={classes.exchange}>
          <Text title={t('request')} text={requestText(attempt)} />
          {answerBody === '' ? null : <Text title={t('answer')} text={readable(answerBody)} />}
        </div>
      </details>
    </li>
  );
};

const Text = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <div className={classes.text}>
    <div className="quiet">{title}</div>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone */}
    <pre className={order.data} tabIndex={0}>
      {text}
    </pre>
  </div>
);
