import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import classes from './ui.module.css';

interface CopyTextProps {
  readonly text: string;
  /** What it is, e.g. "order id". */
  readonly name: string;
  readonly shown?: string;
}

/** A text that somebody will want elsewhere: a press copies it. */
export const CopyText = ({ text, name, shown = text }: CopyTextProps) => {
  const t = useTranslations('ui');
  const clipboard = useClipboard({ timeout: 2_000 });
  return (
    <button
      type="button"
      className={`${classes.copy} mono`}
      onClick={() => clipboard.copy(text)}
      aria-label={clipboard.copied ? t('copied') : t('copy', { name, text: shown })}
    >
      <span>{shown}</span>
      {clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
    </button>
  );
};
