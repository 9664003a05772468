import { Button, Progress } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { formatBytes } from '../../format/format-bytes.js';
import { useLanguage } from '../../i18n/language-provider.js';
import { Notice } from '../../ui/notice.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './exports.module.css';
import type { FileState } from './use-file.js';

interface ExportResultProps {
  readonly state: Exclude<FileState, { readonly step: 'none' }>;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

/** How far a file has come, and what became of it. */
export const ExportResult = ({ state, onCancel, onRetry }: ExportResultProps) => {
  const t = useTranslations('reports.export');
  const { tag } = useLanguage();
  if (state.step === 'failed') return <ProblemNotice error={state.error} onRetry={onRetry} />;
  if (state.step === 'saved') {
    const { name, content, entries } = state;
    const size = formatBytes(content.size, tag);
    return (
      <Notice tone="good">
        {entries === undefined ? t('saved', { name, size }) : t('savedEntries', { name, size, count: entries })}
      </Notice>
    );
  }
  const size = formatBytes(state.bytes, tag);
  return (
    <div className={classes.running}>
      {/* How many bytes are to come nobody knows: the bar only says that it goes on. */}
      <Progress value={100} animated aria-label={t('running')} />
      <span className="figures" role="status">
        {state.entries === undefined ? t('preparing') : t('received', { size, count: state.entries })}
      </span>
      <Button variant="subtle" size="compact-xs" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  );
};
