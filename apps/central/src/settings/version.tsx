import { Button, Group } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { late } from '../ui/late.js';
import { Time } from '../ui/time.js';
import type { SettingsInForce } from './settings-in-force.js';

const SettingsHistory = late(async () => (await import('./history/settings-history.js')).SettingsHistory);

/** Which version of an area this is, and since when; and those before it. */
export const Version = ({ settings: { area, version, changedAt } }: { readonly settings: SettingsInForce }) => {
  const t = useTranslations('settings');
  const [isOpen, setOpen] = useState(false);
  return (
    <Group gap="xs">
      <span className="quiet">
        {changedAt === null ? (
          t('defaults')
        ) : (
          <>
            {t('version', { version })} · <Time at={changedAt} />
          </>
        )}
      </span>
      <Button variant="default" size="xs" leftSection={<IconHistory size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('history')}
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <SettingsHistory area={area} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </Group>
  );
};
