import { Button, FileButton, Progress, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatBytes } from '../../format/format-bytes.js';
import { useLanguage } from '../../i18n/language-provider.js';
import { Notice } from '../../ui/notice.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { isSameFile, type LeftUpload } from './left-uploads.js';
import classes from './uploads.module.css';
import type { RunningUpload } from './use-uploads.js';

interface RunningProps {
  readonly upload: RunningUpload;
  readonly onRetry: () => void;
  readonly onStop: () => void;
}

/** An upload of this page: how far it is, and what became of it. */
export const Running = ({ upload: { file, sent, phase, error }, onRetry, onStop }: RunningProps) => {
  const t = useTranslations('goods');
  const { tag } = useLanguage();
  if (phase === 'ended') return <Notice tone="good">{t('uploaded', { file: file.name })}</Notice>;
  if (phase === 'failed') return <ProblemNotice error={error} onRetry={onRetry} />;
  return (
    <div className={classes.upload}>
      <div className={classes.line}>
        <span className={classes.name}>{file.name}</span>
        <span className="quiet figures">
          {formatBytes(sent, tag)} / {formatBytes(file.size, tag)}
        </span>
        <Button variant="subtle" size="compact-xs" onClick={onStop}>
          {t('stop')}
        </Button>
      </div>
      <Progress
        value={(100 * sent) / Math.max(file.size, 1)}
        aria-label={t('uploading', { file: file.name })}
        animated={phase === 'checking'}
      />
      {phase === 'sending' ? null : (
        <Text size="sm" className="quiet" role="status">
          {t(phase === 'waiting' ? 'uploadWaits' : 'uploadChecked')}
        </Text>
      )}
    </div>
  );
};

interface LeftProps {
  readonly upload: LeftUpload;
  readonly onContinue: (file: File) => void;
  readonly onDiscard: () => void;
}

/** An upload that was broken off, as by a page that was loaded anew: its file has to be chosen once more. */
export const Left = ({ upload, onContinue, onDiscard }: LeftProps) => {
  const t = useTranslations('goods');
  const [isOther, setOther] = useState(false);
  const choose = (file: File | null): void => {
    if (file === null) return;
    setOther(!isSameFile(upload, file));
    if (isSameFile(upload, file)) onContinue(file);
  };
  return (
    <div className={classes.upload}>
      <div className={classes.line}>
        <span>{t('uploadLeft', { file: upload.name })}</span>
        <FileButton key={String(isOther)} onChange={choose}>
          {(props) => (
            <Button {...props} variant="default" size="compact-xs">
              {t('uploadContinue')}
            </Button>
          )}
        </FileButton>
        <Button variant="subtle" size="compact-xs" onClick={onDiscard}>
          {t('uploadDiscard')}
        </Button>
      </div>
      {isOther ? <Notice tone="warn">{t('uploadOther', { file: upload.name })}</Notice> : null}
    </div>
  );
};
