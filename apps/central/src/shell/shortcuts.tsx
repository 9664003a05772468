import { Kbd, Modal, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import { tinykeys } from 'tinykeys';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import { areKeysOn, onKeys, switchKeys } from './keys.js';
import { pagesFor } from './navigation.js';
import classes from './shell.module.css';
import { useStore } from './store-context.js';

interface ShortcutsProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onOpen: () => void;
  readonly onPalette: () => void;
}

const useGlobalKeys = ({ onOpen, onPalette }: Pick<ShortcutsProps, 'onOpen' | 'onPalette'>): void => {
  const { store, mode, can } = useStore();
  const [, go] = useLocation();
  useEffect(() => {
    const toPages = pagesFor(can).map(({ href, keys }) => [keys, () => go(`/${store.id}/${mode}${href === '/' ? '' : href}`)]);
    return onKeys({ ...Object.fromEntries(toPages), '?': onOpen, 'Shift+?': onOpen });
  }, [store, mode, can, go, onOpen]);
  useEffect(
    () =>
      tinykeys(window, {
        '$mod+k': (event: KeyboardEvent) => {
          event.preventDefault();
          onPalette();
        },
      }),
    [onPalette],
  );
};

/** The keys, and what they do. */
export const Shortcuts = ({ isOpen, onClose, onOpen, onPalette }: ShortcutsProps) => {
  const t = useTranslations('shell');
  const keys = useTranslations('keys');
  const [areOn, setOn] = useState(areKeysOn);
  const { can } = useStore();
  useGlobalKeys({ onOpen, onPalette });
  const rows: readonly (readonly [string, string])[] = [
    [keys('palette'), 'Ctrl K'],
    ...pagesFor(can).map((page) => [keys('goTo', { page: t(page.name) }), page.keys] as const),
    [keys('nextRow'), 'j'],
    [keys('previousRow'), 'k'],
    [keys('openRow'), 'Enter'],
    [keys('chooseRow'), 'x'],
    [keys('help'), '?'],
  ];
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('shortcuts')} closeButtonProps={{ 'aria-label': t('close') }}>
      <dl className={classes.keys}>
        {rows.map(([what, combination]) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>{what}</dt>
            <dd>
              {combination.split(' ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        label={keys('single')}
        checked={areOn}
        onChange={({ currentTarget: { checked } }) => {
          switchKeys(checked);
          setOn(checked);
        }}
      />
    </Modal>
  );
};
