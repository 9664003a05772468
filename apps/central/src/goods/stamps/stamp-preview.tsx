import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { stream } from '../../api/client.js';
import type { Stamp } from '../../api/order.js';
import { saveFile } from '../../api/save-file.js';
import { useStore } from '../../shell/store-context.js';
import { Notice } from '../../ui/notice.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { isStampText, stampLine } from './stamp-text.js';
import { type StampedFile, stampPath } from './stamped-file.js';
import classes from './stamps.module.css';

/** As the server makes its sample out. */
const nobody = { name: 'Ann Buyer', email: 'ann@example.com', order: `ord_${'0'.repeat(32)}` };
const today = (): string => new Date().toISOString().slice(0, 10);

interface StampPreviewProps {
  readonly file: StampedFile;
  readonly stamp: Stamp;
}

/** The foot of a page as a buyer sees it, and the file itself with the stamp, made out to nobody. */
export const StampPreview = ({ file, stamp }: StampPreviewProps) => {
  const t = useTranslations('stamps');
  const { path } = useStore();
  const sample = useMutation({
    mutationFn: async () => {
      const address = `${path(stampPath(file))}/sample?${new URLSearchParams({ ...stamp })}`;
      const copy = await stream(address, AbortSignal.timeout(120_000));
      saveFile(await copy.blob(), `sample-${file.name.split('/').at(-1)}`);
    },
  });
  return (
    <>
      <figure className={classes.preview}>
        <figcaption className="quiet">{t('preview')}</figcaption>
        <div className={classes.page} data-kind={file.kind}>
          {file.kind === 'pdf' ? <div className={classes.print} aria-hidden /> : null}
          <p className={classes.line}>{stampLine(stamp.text, { ...nobody, date: today() })}</p>
        </div>
      </figure>
      <Button
        variant="default"
        size="xs"
        w="max-content"
        leftSection={<IconDownload size={14} aria-hidden />}
        loading={sample.isPending}
        disabled={!isStampText(stamp.text)}
        onClick={() => sample.mutate()}
      >
        {t('sample')}
      </Button>
      {sample.isSuccess ? <Notice tone="good">{t('sampleSaved')}</Notice> : null}
      {sample.error === null ? null : <ProblemNotice error={sample.error} onRetry={() => sample.mutate()} />}
    </>
  );
};
