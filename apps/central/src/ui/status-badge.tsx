import { useTranslations } from 'use-intl';
import { toneOf } from './status-tone.js';
import classes from './ui.module.css';

/** A status in words. One of a later release is shown as it came. */
export const StatusBadge = ({ status }: { readonly status: string }) => {
  const t = useTranslations('status');
  type Key = Parameters<typeof t.has>[0];
  return (
    <span className={classes.badge} data-tone={toneOf(status)}>
      {t.has(status as Key) ? t(status as Key) : status}
    </span>
  );
};
