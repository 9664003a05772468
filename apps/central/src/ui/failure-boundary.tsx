import { Component, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Notice } from './notice.js';
import classes from './ui.module.css';

interface BoundaryProps {
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** Keeps a defect of one page, or a file of an older release that is no longer there, from leaving nothing at all. */
export class FailureBoundary extends Component<BoundaryProps, { readonly hasFailed: boolean }> {
  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override state = { hasFailed: false };

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}

/** What is said then; React has written the error to the console. */
export const FailureNotice = () => {
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
