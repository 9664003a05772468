import { Menu } from '@mantine/core';
import { IconBuildingStore, IconCheck, IconSelector } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import classes from './shell.module.css';
import { useStore } from './store-context.js';

export const StoreSwitcher = () => {
  const t = useTranslations('shell');
  const { session, store, mode } = useStore();
  const [, go] = useLocation();
  if (session.stores.length === 1) {
    return (
      <div className={classes.storeName}>
        <IconBuildingStore size={20} stroke={1.6} aria-hidden />
        <span>{store.name}</span>
      </div>
    );
  }
  return (
    <Menu position="bottom-start" width={240} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={classes.storeButton} aria-label={t('switchStore', { store: store.name })}>
          <IconBuildingStore size={20} stroke={1.6} aria-hidden />
          <span>{store.name}</span>
          <IconSelector size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {session.stores.map(({ id, name }) => (
          <Menu.Item
            key={id}
            onClick={() => go(`/${id}/${mode}`)}
            rightSection={id === store.id ? <IconCheck size={16} /> : null}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
