import { Button } from '@mantine/core';
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
        action={
          <Button component={Link} href="/orders" variant="default">
            {t('toOrders')}
          </Button>
        }
      >
        {t('notFoundText')}
      </Empty>
    </Page>
  );
};
