import { Button, FileButton, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Good } from '../../api/order.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { Left, Running } from './upload-list.js';
import classes from './uploads.module.css';
import { useUploads } from './use-uploads.js';

/** Sends files of any size, and shows how far each is. One that would take the place of another is asked about first; one that was broken off is gone
 *  on with. */
export const UploadArea = ({ good: { sku, files, delivery } }: { readonly good: Pick<Good, 'sku' | 'files' | 'delivery'> }) => {
  const t = useTranslations('goods');
  const { running, left, begin, stop, discard } = useUploads(sku);
  const [replacing, setReplacing] = useState<File>();
  const start = (file: File): void => {
    setReplacing(undefined);
    void begin(file);
  };
  const choose = (chosen: File | null): void => {
    if (chosen === null) return;
    const names = [
      ...files.map(({ name }) => name),
      ...running.filter(({ phase }) => phase !== 'failed').map(({ file }) => file.name),
    ];
    if (names.includes(chosen.name)) setReplacing(chosen);
    else start(chosen);
  };
  return (
    <div className={classes.area}>
      <ConfirmDialog
        title={t('replaceTitle', { file: replacing?.name ?? '' })}
        isOpen={replacing !== undefined}
        onClose={() => setReplacing(undefined)}
        confirm={t('replace')}
        isRunning={false}
        error={null}
        onConfirm={() => replacing !== undefined && start(replacing)}
      >
        <Text>{t(delivery === 'latest' ? 'replaceTextLatest' : 'replaceText')}</Text>
      </ConfirmDialog>
      {/* Chosen once more, the same file is asked about again. */}
      <FileButton key={`${replacing === undefined} ${running.length}`} onChange={choose}>
        {(props) => (
          <Button {...props} variant="default" size="xs" w="max-content" leftSection={<IconUpload size={14} aria-hidden />}>
            {t('upload')}
          </Button>
        )}
      </FileButton>
      {running.map((one) => (
        <Running key={one.key} upload={one} onRetry={() => start(one.file)} onStop={() => stop(one.key)} />
      ))}
      {left.map((one) => (
        <Left key={one.id} upload={one} onContinue={start} onDiscard={() => void discard(one)} />
      ))}
    </div>
  );
};
