import { Button, FileButton, Group, Progress, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { upload } from '../api/client.js';
import { formatBytes } from '../format/format-bytes.js';
import { useLanguage } from '../i18n/language-provider.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';

interface UploadButtonProps {
  readonly sku: string;
  /** Names of the files that the good has. */
  readonly files: readonly string[];
}

/** Sends a file of any size, and shows how far it is. One that would take the place of another is asked about first. */
export const UploadButton = ({ sku, files }: UploadButtonProps) => {
  const t = useTranslations('goods');
  const { tag } = useLanguage();
  const { path, key } = useStore();
  const queries = useQueryClient();
  const [sent, setSent] = useState(0);
  const [replacing, setReplacing] = useState<File>();
  const sending = useMutation({
    mutationFn: (file: File) =>
      upload(path(`/goods/${encodeURIComponent(sku)}/files/${encodeURIComponent(file.name)}`), file, setSent),
    onSuccess: () => queries.invalidateQueries({ queryKey: key('goods') }),
  });
  const file = sending.variables;
  const begin = (chosen: File): void => {
    setReplacing(undefined);
    setSent(0);
    sending.mutate(chosen);
  };
  const choose = (chosen: File | null): void => {
    if (chosen === null) return;
    if (files.includes(chosen.name)) setReplacing(chosen);
    else begin(chosen);
  };
  return (
    <>
      <ConfirmDialog
        title={t('replaceTitle', { file: replacing?.name ?? '' })}
        isOpen={replacing !== undefined}
        onClose={() => setReplacing(undefined)}
        confirm={t('replace')}
        isRunning={false}
        error={null}
        onConfirm={() => replacing !== undefined && begin(replacing)}
      >
        <Text>{t('replaceText')}</Text>
      </ConfirmDialog>
      {/* Chosen once more after it was put off, the same file is asked about again. */}
      <FileButton key={String(replacing === undefined)} onChange={choose}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            size="xs"
            w="max-content"
            loading={sending.isPending}
            leftSection={<IconUpload size={14} aria-hidden />}
          >
            {t('upload')}
          </Button>
        )}
      </FileButton>
      {sending.isPending && file !== undefined ? (
        <Group gap="sm">
          <Progress value={(100 * sent) / Math.max(file.size, 1)} w={220} aria-label={t('uploading', { file: file.name })} />
          <Text className="figures">
            {formatBytes(sent, tag)} / {formatBytes(file.size, tag)}
          </Text>
        </Group>
      ) : null}
      {sending.isSuccess && file !== undefined ? <Notice tone="good">{t('uploaded', { file: file.name })}</Notice> : null}
      {sending.error === null ? null : (
        <ProblemNotice error={sending.error} {...(file === undefined ? {} : { onRetry: () => begin(file) })} />
      )}
    </>
  );
};
