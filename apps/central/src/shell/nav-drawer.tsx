import { Drawer, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Navigation, Zone } from './side-bar.js';
import { StoreSwitcher } from './store-switcher.js';

/** The menu on a phone. */
export const NavDrawer = ({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) => {
  const t = useTranslations('shell');
  return (
    <Drawer opened={isOpen} onClose={onClose} title={t('menu')} size="17rem" closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="md">
        <StoreSwitcher />
        <Navigation onLeave={onClose} />
        <Zone />
      </Stack>
    </Drawer>
  );
};
