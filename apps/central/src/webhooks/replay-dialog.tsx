import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStore } from '../shell/store-context.js';
import { localIn, momentIn } from '../time-machine/moment.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { useWebhookCommand } from './use-webhook-command.js';

const hourMs = 3_600_000;
const longestMs = 31 * 24 * hourMs;

interface ReplayDialogProps {
  readonly endpoint: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Sends all that happened between two moments of the store's clocks once more: the last hour unless somebody says otherwise. */
export const ReplayDialog = ({ endpoint, isOpen, onClose }: ReplayDialogProps) => {
  const t = useTranslations('webhooks');
  const { timeZone } = useStore().store;
  const [times, setTimes] = useState<{ readonly from?: string; readonly to?: string }>({});
  const [opened, setOpened] = useState(Date.now);
  const local = (at: number): string => localIn(new Date(at).toISOString(), timeZone);
  const { from = local(opened - hourMs), to = local(opened + 60_000) } = times;
  const range = { from: momentIn(from, timeZone) ?? '', to: momentIn(to, timeZone) ?? '' };
  const lengthMs = Date.parse(range.to) - Date.parse(range.from);
  const isRange = lengthMs > 0 && lengthMs <= longestMs;
  const close = (): void => {
    setTimes({});
    setOpened(Date.now());
    replay.command.reset();
    onClose();
  };
  const replay = useWebhookCommand<unknown, typeof range>(`/webhook-endpoints/${endpoint}/replay`, { onDone: close });
  return (
    <ConfirmDialog
      title={t('replayTitle')}
      isOpen={isOpen}
      onClose={close}
      confirm={t('replay')}
      isDisabled={!isRange}
      isRunning={replay.command.isPending}
      error={replay.command.error}
      onConfirm={() => replay.command.mutate(range)}
    >
      <Text>{t('replayText')}</Text>
      {(['from', 'to'] as const).map((name) => (
        <TextInput
          key={name}
          type="datetime-local"
          label={t(name)}
          {...(name === 'to' ? { description: t('replayZone', { zone: timeZone }) } : {})}
          value={name === 'from' ? from : to}
          error={name === 'to' && !isRange ? t('noRange') : undefined}
          onChange={({ currentTarget: { value } }) => setTimes({ ...times, [name]: value })}
        />
      ))}
    </ConfirmDialog>
  );
};
