import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCommand } from '../api/use-command.js';
import { daysAfter, startOfDay } from '../format/format-time.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { type EntryField, entryBody, fieldsOf, type ListEntry, type WrittenList } from './list-entry.js';

const untouched = { field: 'email' as EntryField, value: '', reason: '', lastDay: '' };

/** Lists one value. The day that is chosen is the last one of the entry, in the store's zone. */
export const AddEntryButton = ({ list }: { readonly list: WrittenList }) => {
  const t = useTranslations('fraudLists');
  const kind = useTranslations('listField');
  const { key, store } = useStore();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [form, setForm] = useState(untouched);
  const add = useCommand<ListEntry, object>(`/fraud-lists/${list}`, {
    onDone: () => {
      close();
      setForm(untouched);
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: key('fraud-lists', list) }),
  });
  const begin = (): void => {
    add.reset();
    open();
  };
  const set = (name: keyof typeof untouched) => (event: { readonly currentTarget: { readonly value: string } }) =>
    setForm({ ...form, [name]: event.currentTarget.value });
  const { field, value, reason, lastDay } = form;
  const expiresAt = lastDay === '' ? undefined : startOfDay(daysAfter(lastDay, 1), store.timeZone);
  return (
    <>
      <Button size="xs" onClick={begin}>
        {t('add')}
      </Button>
      <ConfirmDialog
        title={t(`add_${list}`)}
        isOpen={isOpen}
        onClose={close}
        confirm={t('add')}
        isDisabled={value.trim() === ''}
        isRunning={add.isPending}
        error={add.error}
        onConfirm={() => add.mutate(entryBody({ field, value, reason, expiresAt }))}
      >
        <NativeSelect
          label={t('kind')}
          data={fieldsOf(list).map((one) => ({ value: one, label: kind(one) }))}
          value={field}
          onChange={set('field')}
        />
        <TextInput
          data-autofocus
          label={kind(field)}
          description={t(`hint_${field}`)}
          required
          autoComplete="off"
          inputMode={field === 'card' ? 'numeric' : 'text'}
          value={value}
          onChange={set('value')}
        />
        <TextInput label={t('reason')} maxLength={200} value={reason} onChange={set('reason')} />
        <TextInput
          type="date"
          label={t('lastDay')}
          description={t('lastDayHint', { zone: store.timeZone })}
          value={lastDay}
          onChange={set('lastDay')}
        />
      </ConfirmDialog>
    </>
  );
};
