import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';

/** What stands in place of every page of live mode, for who signed in with the password alone. */
export const LiveLocked = () => {
  const t = useTranslations('shell');
  const action = (
    <Button component={Link} href="/account">
      {t('setUpFactor')}
    </Button>
  );
  return (
    <Page title={t('live')}>
      <Empty icon={<IconLock size={40} stroke={1.5} />} title={t('liveLocked')} action={action}>
        {t('liveLockedText')}
      </Empty>
    </Page>
  );
};
