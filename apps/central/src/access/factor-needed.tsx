import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { useStore } from '../shell/store-context.js';
import { Notice } from '../ui/notice.js';

/** What reaches live mode takes a second factor, whatever the mode that somebody stands in: says so to who has none. */
export const FactorNeeded = () => {
  const t = useTranslations('shell');
  if (useStore().session.user.hasSecondFactor) return null;
  return (
    <Notice tone="info">
      <p>{t('factorNeeded')}</p>
      <Link href="/account">{t('setUpFactor')}</Link>
    </Notice>
  );
};
