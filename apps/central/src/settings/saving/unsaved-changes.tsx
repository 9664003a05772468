import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { askBeforeLeaving } from '../../shell/around-navigation.js';
import { type BrowserHistory, guardBack, isGuardedEntry } from './back-guard.js';

const beforeUnload = (event: BeforeUnloadEvent): void => event.preventDefault();

const browserHistory: BrowserHistory = {
  get state() {
    return window.history.state as unknown;
  },
  pushState: (state, unused) => window.history.pushState(state, unused),
  go: (by) => window.history.go(by),
  onPop: (listener) => {
    window.addEventListener('popstate', listener);
    return () => window.removeEventListener('popstate', listener);
  },
};

/** Asks before changes are lost: on the way to another page, back by the browser's own button, or out of Central. */
export const UnsavedChanges = ({ isChanged }: { readonly isChanged: boolean }) => {
  const t = useTranslations('unsaved');
  const [go, setGo] = useState<() => void>();
  useEffect(() => {
    if (!isChanged) return undefined;
    const stopAsking = askBeforeLeaving(
      (next) => setGo(() => next),
      () => isGuardedEntry(browserHistory),
    );
    const stopGuarding = guardBack(browserHistory, (next) =>
      setGo(() => () => {
        window.removeEventListener('beforeunload', beforeUnload);
        next();
      }),
    );
    window.addEventListener('beforeunload', beforeUnload);
    return () => {
      stopAsking();
      stopGuarding();
      window.removeEventListener('beforeunload', beforeUnload);
    };
  }, [isChanged]);
  const stay = (): void => setGo(undefined);
  const leave = (): void => {
    stay();
    go?.();
  };
  return (
    <Modal opened={go !== undefined} onClose={stay} title={t('title')} closeButtonProps={{ 'aria-label': t('stay') }}>
      <p>{t('text')}</p>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={stay}>
          {t('stay')}
        </Button>
        <Button color="red.9" onClick={leave}>
          {t('leave')}
        </Button>
      </Group>
    </Modal>
  );
};
