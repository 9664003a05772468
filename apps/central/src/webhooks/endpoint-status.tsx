import { useTranslations } from 'use-intl';
import { StatusBadge } from '../ui/status-badge.js';
import { Time } from '../ui/time.js';
import { isTaken, type TryAnswer, type WebhookEndpoint } from './webhook.js';

/** How an endpoint does. */
export const EndpointStatus = ({ status }: { readonly status: string }) => <StatusBadge status={`webhook_${status}`} />;

/** What came back, in words: the status of an answer, or why there was none. */
export const useAnswerText = (): ((answer: TryAnswer) => string) => {
  const t = useTranslations('webhooks');
  type Key = Parameters<typeof t.has>[0];
  return ({ answerStatus, problem }) => {
    if (answerStatus !== null) return t('answered', { status: String(answerStatus) });
    const key = `problem_${problem ?? ''}`;
    return t.has(key as Key) ? t(key as Key) : t('noAnswer');
  };
};

/** What came back from its last try, and when. */
export const LastTry = ({ endpoint: { lastTry } }: { readonly endpoint: Pick<WebhookEndpoint, 'lastTry'> }) => {
  const t = useTranslations('webhooks');
  const answerText = useAnswerText();
  if (lastTry === null) return <span>{t('neverTried')}</span>;
  return (
    <span>
      {isTaken(lastTry) ? t('lastTaken') : t('lastTried')} <Time at={lastTry.at} as="relative" /> · {answerText(lastTry)}
    </span>
  );
};
