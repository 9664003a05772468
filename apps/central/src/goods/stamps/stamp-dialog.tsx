import { Switch, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { request } from '../../api/client.js';
import type { Stamp } from '../../api/order.js';
import { useStore } from '../../shell/store-context.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { StampFields } from './stamp-fields.js';
import { StampPreview } from './stamp-preview.js';
import { isStampText, placeIn } from './stamp-text.js';
import { type StampedFile, stampPath } from './stamped-file.js';

interface StampDialogProps extends StampedFile {
  /** As it is now; undefined: it is delivered as it is. */
  readonly stamp: Stamp | undefined;
  readonly onClose: () => void;
}

/** The text that is offered first: its fields stand in braces. */
const braces = { name: '{name}', email: '{email}', order: '{order}' };

/** Sets what is written on each buyer's copy of a file, or has it delivered as it is. The server tries the file before it counts. */
export const StampDialog = ({ stamp, onClose, ...file }: StampDialogProps) => {
  const t = useTranslations('stamps');
  const goods = useTranslations('goods');
  const { path, key } = useStore();
  const queries = useQueryClient();
  const [isOn, setOn] = useState(stamp !== undefined);
  const [wish, setWish] = useState<Stamp>(() => ({
    text: stamp?.text ?? t('usual', braces),
    pages: placeIn(file.kind, stamp?.pages ?? 'all'),
  }));
  const put = useMutation({
    mutationFn: () => request(path(stampPath(file)), isOn ? { method: 'PUT', body: wish } : { method: 'DELETE' }),
    onSuccess: () => {
      onClose();
      return queries.invalidateQueries({ queryKey: key('goods') });
    },
  });
  const change = (next: Stamp): void => {
    put.reset();
    setWish(next);
  };
  const isUnchanged = stamp === undefined ? !isOn : isOn && wish.text === stamp.text && wish.pages === stamp.pages;
  return (
    <ConfirmDialog
      title={t('title', { file: file.name })}
      isOpen
      onClose={onClose}
      confirm={goods('save')}
      isDisabled={isUnchanged || (isOn && !isStampText(wish.text))}
      isRunning={put.isPending}
      error={put.error}
      onConfirm={() => put.mutate()}
    >
      <Text className="quiet">{t('about')}</Text>
      <Switch
        label={t('on')}
        checked={isOn}
        onChange={({ currentTarget: { checked } }) => {
          put.reset();
          setOn(checked);
        }}
      />
      {isOn ? (
        <>
          <StampFields kind={file.kind} stamp={wish} onChange={change} />
          <StampPreview file={file} stamp={wish} />
        </>
      ) : null}
      <Text className="quiet" role="status">
        {put.isPending && isOn ? t('trying') : t(isOn ? 'effect' : 'effectOff')}
      </Text>
    </ConfirmDialog>
  );
};
