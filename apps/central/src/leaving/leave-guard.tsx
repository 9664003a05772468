import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { askBeforeLeaving } from './around-navigation.js';
import { type BrowserHistory, guardBack, isGuardedEntry } from './back-guard.js';

/** Above whatever the page was left from: a dialog, the palette, or a menu that is open while the browser's back button is pressed (300). */
const aboveAll = 350;

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

interface LeaveGuardProps {
  /** Whether there is something to lose. */
  readonly isOn: boolean;
  readonly texts: { readonly title: string; readonly text: string; readonly stay: string; readonly leave: string };
}

/** Asks before a page is left with which something would be lost: for another page, back by the browser's own button, or out of Central. */
export const LeaveGuard = ({ isOn, texts }: LeaveGuardProps) => {
  const [go, setGo] = useState<() => void>();
  useEffect(() => {
    if (!isOn) return undefined;
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
  }, [isOn]);
  const stay = (): void => setGo(undefined);
  const leave = (): void => {
    stay();
    go?.();
  };
  return (
    <Modal
      opened={go !== undefined}
      onClose={stay}
      zIndex={aboveAll}
      title={texts.title}
      closeButtonProps={{ 'aria-label': texts.stay }}
    >
      <p>{texts.text}</p>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={stay}>
          {texts.stay}
        </Button>
        <Button color="red.9" onClick={leave}>
          {texts.leave}
        </Button>
      </Group>
    </Modal>
  );
};
