import {
  IconChecks,
  IconCreditCard,
  IconHome,
  IconKey,
  IconPackage,
  IconReceipt,
  IconReportAnalytics,
  IconSettings,
  IconShieldHalf,
  IconStethoscope,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Link, useLocation } from 'wouter';
import { useWaitingCount } from '../approvals/use-waiting-count.js';
import { type PageName, pageOf, pagesFor } from './navigation.js';
import classes from './shell.module.css';
import { useStore } from './store-context.js';
import { StoreSwitcher } from './store-switcher.js';

export const pageIcons: Readonly<Record<PageName, typeof IconHome>> = {
  home: IconHome,
  orders: IconReceipt,
  approvals: IconChecks,
  terminal: IconCreditCard,
  customers: IconUsers,
  goods: IconPackage,
  reports: IconReportAnalytics,
  fraud: IconShieldHalf,
  members: IconUsersGroup,
  apiKeys: IconKey,
  webhooks: IconWebhook,
  upkeep: IconStethoscope,
  settings: IconSettings,
};

export const SideBar = () => (
  <div className={classes.side}>
    <StoreSwitcher />
    <Navigation />
    <Zone />
  </div>
);

/** The page's address within the store. */
export const useStoreLocation = (): string => {
  const [location] = useLocation();
  return `/${location.split('/').slice(3).join('/')}`;
};

export const Navigation = ({ onLeave }: { readonly onLeave?: () => void }) => {
  const t = useTranslations('shell');
  const { store, mode, can } = useStore();
  const here = pageOf(useStoreLocation());
  return (
    <nav aria-label={t('nav')}>
      <ul className={classes.nav}>
        {pagesFor(can).map(({ name, href }) => {
          const Icon = pageIcons[name];
          return (
            <li key={name}>
              <Link
                href={`/${store.id}/${mode}${href === '/' ? '' : href}`}
                aria-current={here === name ? 'page' : undefined}
                onClick={onLeave}
              >
                <Icon size={18} stroke={1.6} aria-hidden />
                {t(name)}
                {name === 'approvals' ? <WaitingBadge /> : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
};

/** How many refunds of others wait for who looks. */
const WaitingBadge = () => {
  const t = useTranslations('shell');
  const count = useWaitingCount();
  if (count === 0) return null;
  return (
    <span className={`${classes.count} figures`} role="img" aria-label={t('waitingForYou', { count })}>
      {count > 99 ? '99+' : count}
    </span>
  );
};

/** Days are the store's: its zone is told on every page. */
export const Zone = () => {
  const t = useTranslations('shell');
  return <div className={classes.zone}>{t('zone', { zone: useStore().store.timeZone })}</div>;
};
