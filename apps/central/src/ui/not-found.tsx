import { IconMapQuestion } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { Empty } from './empty.js';
import { Page } from './page.js';

export const NotFound = () => {
  const t = useTranslations('ui');
  return (
    <Page title={t('notFound')}>
      <Empty
        icon={<IconMapQuestion size={40} stroke={1.5} />}
        title={t('notFoundTitle')}
        action={<Link href="/orders">{t('toOrders')}</Link>}
      >
        {t('notFoundText')}
      </Empty>
    </Page>
  );
};
