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

/** The file is asked for until it comes. Where the server answers and has none, a newer release took its place: then the whole page is loaded anew. */
const LateNotice = ({ fault, onLoaded, isSilent = false }: LateNoticeProps) => {
  const t = useTranslations();
  const [isReplaced, setReplaced] = useState(false);
  const show = useEffectEvent(onLoaded);
  useEffect(() => {
    const wish = new AbortController();
    const onFailure = (): void => void isAnswering().then((answers) => setReplaced(answers));
    void untilDone(fault.load, wish.signal, { onFailure }).then(() => {
      if (!wish.signal.aborted) show();
    });
    return () => wish.abort();
  }, [fault]);
  if (isSilent) return null;
  if (isReplaced) return <DefectNotice />;
  return (
    <Notice tone="bad">
      <p>{t('problem.file_missing')}</p>
      <button type="button" className={classes.plainButton} onClick={() => void fault.load().then(onLoaded, () => {})}>
        {t('ui.retry')}
      </button>
    </Notice>
  );
};
