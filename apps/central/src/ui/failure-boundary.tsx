import { Component, type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { isPassing, problemOf } from '../api/problem.js';
import { readSession } from '../api/session.js';
import { untilDone } from '../api/until-done.js';
import { LateFault } from './late.js';
import { Notice } from './notice.js';
import classes from './ui.module.css';

interface BoundaryProps {
  /** Given what was thrown, and how to show again what threw it. */
  readonly fallback: (error: unknown, showAgain: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** Keeps a defect of one page, or a file that did not come, from leaving nothing at all. */
export class FailureBoundary extends Component<BoundaryProps, { readonly failure: { readonly error: unknown } | undefined }> {
  static getDerivedStateFromError(error: unknown): { readonly failure: { readonly error: unknown } } {
    return { failure: { error } };
  }

  override state: { readonly failure: { readonly error: unknown } | undefined } = { failure: undefined };

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    return this.props.fallback(failure.error, () => this.setState({ failure: undefined }));
  }
}

/** What is said then; React has written the error to the console. */
export const failureNotice = (error: unknown, showAgain: () => void): ReactNode =>
  error instanceof LateFault ? <LateNotice fault={error} onLoaded={showAgain} /> : <DefectNotice />;

const DefectNotice = () => {
  const t = useTranslations();
  return (
    <Notice tone="bad">
      <p>{t('problem.unexpected_error')}</p>
      <button type="button" className={classes.plainButton} onClick={() => window.location.reload()}>
        {t('ui.reloadPage')}
      </button>
    </Notice>
  );
};

/** For what stands beside the page and is missed by nobody until it comes. */
export const silently = (error: unknown, showAgain: () => void): ReactNode =>
  error instanceof LateFault ? <LateNotice fault={error} onLoaded={showAgain} isSilent /> : null;

interface LateNoticeProps {
  readonly fault: LateFault;
  readonly onLoaded: () => void;
  readonly isSilent?: boolean;
}

/** Whether the server answers at all, whatever it says. */
const isAnswering = (): Promise<boolean> =>
  readSession().then(
    () => true,
    (error: unknown) => !isPassing(problemOf(error)),
  );

const reloadedKey = 'tollgate-reloaded-at';
const reloadPauseMs = 60_000;

/** Loads the whole page anew, but not over and over where that does not help. Answers whether it does. */
const reloadOnce = (): boolean => {
  const last = Number(sessionStorage.getItem(reloadedKey));
  if (Date.now() - last < reloadPauseMs) return false;
  sessionStorage.setItem(reloadedKey, String(Date.now()));
  window.location.reload();
  return true;
};

type Loaded = 'loaded' | 'reloading' | 'missing';

/** Browsers keep that a file did not come for as long as the page is open (whatwg/html#6768), and a newer release has other files: where the server
 *  answers and the file does still not come, only the whole page helps. Throws as long as the server is away. */
const loadAfterAll = async (fault: LateFault, mayReload: boolean): Promise<Loaded> => {
  try {
    await fault.load();
    return 'loaded';
  } catch (error) {
    if (!(await isAnswering())) throw error;
    return mayReload && reloadOnce() ? 'reloading' : 'missing';
  }
};

/** The file is asked for until the server answers. What stands beside the page is no reason to load it anew. */
const LateNotice = ({ fault, onLoaded, isSilent = false }: LateNoticeProps) => {
  const t = useTranslations();
  const [isMissing, setMissing] = useState(false);
  const attempt = () => loadAfterAll(fault, !isSilent);
  const settle = (loaded: Loaded | undefined): void => {
    if (loaded === 'loaded') onLoaded();
    else setMissing(loaded === 'missing');
  };
  const tryOnce = useEffectEvent(attempt);
  const end = useEffectEvent(settle);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another fault begins anew
  useEffect(() => {
    const wish = new AbortController();
    void untilDone(() => tryOnce(), wish.signal).then((loaded) => {
      if (!wish.signal.aborted) end(loaded);
    });
    return () => wish.abort();
  }, [fault]);
  if (isSilent) return null;
  if (isMissing) return <DefectNotice />;
  return (
    <Notice tone="bad">
      <p>{t('problem.file_missing')}</p>
      <button type="button" className={classes.plainButton} onClick={() => void attempt().then(settle, () => {})}>
        {t('ui.retry')}
      </button>
    </Notice>
  );
};
