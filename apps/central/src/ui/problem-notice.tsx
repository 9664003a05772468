import { useEffect, useEffectEvent } from 'react';
import { useTranslations } from 'use-intl';
import { isPassing, problemOf } from '../api/problem.js';
import { readSession } from '../api/session.js';
import { untilDone } from '../api/until-done.js';
import { CopyText } from './copy-text.js';
import { Notice } from './notice.js';
import classes from './ui.module.css';

interface ProblemNoticeProps {
  readonly error: unknown;
  /** Of what was read: asked for again by itself, too, as soon as the server answers. */
  readonly refetch?: () => Promise<unknown>;
  /** Of a command, which is never given a second time behind the user's back. */
  readonly onRetry?: () => void;
}

const firstRetryMs = 3_000;

/** Waits, as long as the server said, until it answers; asks then. What is shown stays as it is meanwhile. */
const useRecovery = (error: unknown, refetch: (() => Promise<unknown>) | undefined): void => {
  const again = useEffectEvent(() => void refetch?.());
  const isMeant = refetch !== undefined;
  useEffect(() => {
    const problem = problemOf(error);
    if (!isMeant || !isPassing(problem)) return;
    const wish = new AbortController();
    const firstMs = problem.retryAfterMs ?? firstRetryMs;
    void untilDone(readSession, wish.signal, { firstMs }).then(() => {
      if (!wish.signal.aborted) again();
    });
    return () => wish.abort();
  }, [error, isMeant]);
};

/** What went wrong, what to do about it, and what support will ask for. */
export const ProblemNotice = ({ error, refetch, onRetry = refetch }: ProblemNoticeProps) => {
  useRecovery(error, refetch);
  const t = useTranslations('ui');
  const text = useProblemText();
  const problem = problemOf(error);
  const { code, errors = [], requestId } = problem;
  return (
    <Notice tone="bad">
      <p>{text(error)}</p>
      {errors.length > 1 ? (
        <ul>
          {errors.map(({ field, code: reason, detail }) => (
            <li key={`${field} ${reason}`}>
              <span className="mono">{field}</span>: {detail ?? reason}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={classes.noticeFoot}>
        {onRetry === undefined || !isPassing(problem) ? null : (
          <button type="button" className={classes.plainButton} onClick={() => void onRetry()}>
            {t('retry')}
          </button>
        )}
        <span className="mono">{code}</span>
        {requestId === undefined ? null : (
          <CopyText text={requestId} name={t('requestId')} shown={`${t('requestId')} ${requestId}`} />
        )}
      </div>
    </Notice>
  );
};

/** The problem in the user's language where we have words for its code; as the server told it otherwise. */
export const useProblemText = (): ((error: unknown) => string) => {
  const t = useTranslations('problem');
  type Key = Parameters<typeof t.has>[0];
  return (error) => {
    const { code, detail, title } = problemOf(error);
    return t.has(code as Key) ? t(code as Key) : (detail ?? title ?? t('unexpected_answer'));
  };
};
