import { Anchor } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { useStore } from '../shell/store-context.js';
import { NotFound } from '../ui/not-found.js';
import { Page } from '../ui/page.js';
import classes from './fraud.module.css';
import { isListName, listNames } from './list-entry.js';
import { ListPanel } from './list-panel.js';
import { ReviewQueue } from './review-queue.js';

/** What fraud holds for the merchant, and whom they block and allow. */
export const FraudPage = ({ tab }: { readonly tab: string }) => {
  const t = useTranslations('fraudLists');
  const { can } = useStore();
  if (tab !== 'queue' && !isListName(tab)) return <NotFound />;
  const tabs = ['queue', ...(can('settings:read') ? listNames : [])] as const;
  return (
    <Page
      title={t('title')}
      tabTitle={t(`tab_${tab}`)}
      actions={
        can('settings:read') ? (
          <Anchor component={Link} href="/settings/fraud">
            {t('limits')}
          </Anchor>
        ) : undefined
      }
    >
      <nav aria-label={t('title')}>
        <ul className={classes.tabs}>
          {tabs.map((name) => (
            <li key={name}>
              <Link href={name === 'queue' ? '/fraud' : `/fraud/${name}`} aria-current={name === tab ? 'page' : undefined}>
                {t(`tab_${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {tab === 'queue' ? <ReviewQueue /> : <ListPanel key={tab} list={tab} />}
    </Page>
  );
};
