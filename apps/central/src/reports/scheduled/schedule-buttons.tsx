import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { IconDots, IconPencil, IconPlayerPause, IconPlayerPlay, IconSend, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../../i18n/language-provider.js';
import { useStore } from '../../shell/store-context.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { fieldsOf, isComplete, newSchedule, type ReportSchedule, type ScheduleFields } from './schedule.js';
import { ScheduleForm } from './schedule-form.js';
import { useScheduleCommand } from './use-schedule-command.js';

export const NewScheduleButton = () => {
  const t = useTranslations('reports.schedule');
  const { session } = useStore();
  const { language } = useLanguage();
  const [fields, setFields] = useState(() => newSchedule(session.user.id, language));
  const { command, open, dialog } = useScheduleCommand<ScheduleFields>('');
  return (
    <>
      <Button
        onClick={() => {
          setFields(newSchedule(session.user.id, language));
          open();
        }}
      >
        {t('new')}
      </Button>
      <ConfirmDialog
        title={t('newTitle')}
        {...dialog}
        confirm={t('save')}
        isDisabled={!isComplete(fields)}
        onConfirm={() => command.mutate(fields)}
      >
        <ScheduleForm fields={fields} onChange={setFields} />
      </ConfirmDialog>
    </>
  );
};

interface ScheduleButtonsProps {
  readonly schedule: ReportSchedule;
  /** What tells it from the others, to whoever hears the buttons. */
  readonly name: string;
}

/** What may be done with a report by mail. */
export const ScheduleButtons = ({ schedule, name }: ScheduleButtonsProps) => {
  const t = useTranslations('reports.schedule');
  const { id, isPaused } = schedule;
  const [fields, setFields] = useState(() => fieldsOf(schedule));
  const edit = useScheduleCommand<ScheduleFields>(`/${id}`, 'PATCH');
  const pause = useScheduleCommand<{ isPaused: boolean }>(`/${id}`, 'PATCH');
  const send = useScheduleCommand<undefined>(`/${id}/send`);
  const remove = useScheduleCommand<undefined>(`/${id}`, 'DELETE');
  const beginEdit = (): void => {
    setFields(fieldsOf(schedule));
    edit.open();
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconSend size={14} aria-hidden />}
        aria-label={`${t('send')}: ${name}`}
        onClick={send.open}
      >
        {t('send')}
      </Button>
      <Menu position="bottom-end" width={200} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('more', { name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={beginEdit}>
            {t('edit')}
          </Menu.Item>
          <Menu.Item
            leftSection={isPaused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
            onClick={() => pause.command.mutate({ isPaused: !isPaused })}
          >
            {isPaused ? t('resume') : t('pause')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={remove.open}>
            {t('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        title={t('editTitle')}
        {...edit.dialog}
        confirm={t('save')}
        isDisabled={!isComplete(fields)}
        onConfirm={() => edit.command.mutate(fields)}
      >
        <ScheduleForm fields={fields} onChange={setFields} />
      </ConfirmDialog>
      <ConfirmDialog title={t('sendTitle')} {...send.dialog} confirm={t('send')} onConfirm={() => send.command.mutate(undefined)}>
        <Text>{t('sendText', { count: schedule.recipients.length })}</Text>
      </ConfirmDialog>
      <ConfirmDialog
        title={t('removeTitle')}
        {...remove.dialog}
        confirm={t('remove')}
        isDangerous
        onConfirm={() => remove.command.mutate(undefined)}
      >
        <Text>{t('removeText')}</Text>
      </ConfirmDialog>
    </>
  );
};
