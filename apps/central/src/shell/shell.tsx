import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Redirect } from 'wouter';
import type { Session } from '../api/session.js';
import { FailureBoundary, silently } from '../ui/failure-boundary.js';
import { late } from '../ui/late.js';
import { Header } from './header.js';
import { NavDrawer } from './nav-drawer.js';
import classes from './shell.module.css';
import { Shortcuts } from './shortcuts.js';
import { SideBar } from './side-bar.js';
import { currentStore, leaveStore, type Mode, StoreContext, useStore } from './store-context.js';

/** Comes when it is asked for. */
const Palette = late(async () => (await import('./palette/palette.js')).Palette);

interface ShellProps {
  readonly session: Session;
  readonly storeId: string;
  readonly mode: Mode;
  readonly children: ReactNode;
}

/** What stands around every page: where one is, in which store and mode, and the ways to everywhere else. */
export const Shell = ({ session, storeId, mode, children }: ShellProps) => {
  const store = session.stores.find(({ id }) => id === storeId);
  const current = useMemo(() => (store === undefined ? undefined : currentStore(session, store, mode)), [session, store, mode]);
  useEffect(() => {
    if (current !== undefined) localStorage.setItem('tollgate-store', `${current.store.id}/${current.mode}`);
  }, [current]);
  const place = `${session.user.id}/${storeId}/${mode}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was begun in one place ends with it
  useEffect(() => leaveStore, [place]);
  if (current === undefined) return <Redirect to="/" replace />;
  return (
    <StoreContext value={current}>
      <Frame>{children}</Frame>
    </StoreContext>
  );
};

const Frame = ({ children }: { readonly children: ReactNode }) => {
  const [isPaletteOpen, palette] = useDisclosure(false);
  const [isNavOpen, nav] = useDisclosure(false);
  const [isHelpOpen, help] = useDisclosure(false);
  return (
    <>
      <TestFrame>
        <SideBar />
        <Header onSearch={palette.open} onNav={nav.open} onHelp={help.open} />
        <main id="main" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </TestFrame>
      <NavDrawer isOpen={isNavOpen} onClose={nav.close} />
      <FailureBoundary fallback={silently}>
        <Suspense fallback={null}>{isPaletteOpen ? <Palette onClose={palette.close} /> : null}</Suspense>
      </FailureBoundary>
      <Shortcuts isOpen={isHelpOpen} onClose={help.close} onOpen={help.open} onPalette={palette.toggle} />
    </>
  );
};

/** Test mode cannot be taken for live: a bar over everything says so. */
const TestFrame = ({ children }: { readonly children: ReactNode }) => {
  const t = useTranslations('shell');
  const isTest = useStore().mode === 'test';
  return (
    <div className={classes.frame} data-mode={isTest ? 'test' : 'live'}>
      <a className="skip-link" href="#main">
        {t('skip')}
      </a>
      {isTest ? (
        <section className={classes.testBar} aria-label={t('testBar')}>
          {t('testBar')}
        </section>
      ) : null}
      {children}
    </div>
  );
};
