import { Loader } from '@mantine/core';
import { useTranslations } from 'use-intl';
import classes from '../sign-in/sign-in.module.css';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';

interface StartingProps {
  readonly error: unknown;
  readonly isWithoutStore?: boolean;
  readonly refetch?: () => Promise<unknown>;
}

/** Before the session is known, and where it cannot be. */
export const Starting = ({ error, isWithoutStore = false, refetch }: StartingProps) => {
  const t = useTranslations('shell');
  return (
    <main className={classes.page}>
      {isWithoutStore ? <Notice tone="info">{t('noStore')}</Notice> : null}
      {error === null || error === undefined ? null : (
        <ProblemNotice error={error} {...(refetch === undefined ? {} : { refetch })} />
      )}
      {error === null && !isWithoutStore ? <Loader size="sm" role="status" aria-label={t('loading')} /> : null}
    </main>
  );
};
