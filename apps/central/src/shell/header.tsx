import { ActionIcon, Burger, Kbd } from '@mantine/core';
import { IconKeyboard, IconSearch } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { FailureBoundary, silently } from '../ui/failure-boundary.js';
import { late } from '../ui/late.js';
import { ModeSwitch } from './mode-switch.js';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.js';

/** Comes after the page: most of the time there is nothing to show. */
const RunIndicator = late(async () => (await import('../bulk/run-indicator.js')).RunIndicator);

interface HeaderProps {
  readonly onSearch: () => void;
  readonly onNav: () => void;
  readonly onHelp: () => void;
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

export const Header = ({ onSearch, onNav, onHelp }: HeaderProps) => {
  const t = useTranslations('shell');
  return (
    <header className={classes.head}>
      <div className={classes.onPhone}>
        <Burger size="sm" opened={false} onClick={onNav} aria-label={t('openNav')} />
      </div>
      <button type="button" className={classes.search} onClick={onSearch}>
        <IconSearch size={16} aria-hidden />
        <span>{t('search')}</span>
        <Kbd size="xs">{isApple ? '⌘ K' : 'Ctrl K'}</Kbd>
      </button>
      <div className={classes.grow} />
      <FailureBoundary fallback={silently}>
        <Suspense fallback={null}>
          <RunIndicator />
        </Suspense>
      </FailureBoundary>
      <ModeSwitch />
      <ActionIcon variant="subtle" color="gray" size="lg" onClick={onHelp} aria-label={t('shortcuts')} visibleFrom="md">
        <IconKeyboard size={20} stroke={1.6} />
      </ActionIcon>
      <UserMenu />
    </header>
  );
};
