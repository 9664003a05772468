import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { daysAfter, startOfDay } from '../format/format-time.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { type EntryField, entryBody, fieldsOf, type WrittenList } from './list-entry.js';
import { useAddEntry } from './use-add-entry.js';

const untouched = { field: 'email' as EntryField, value: '', reason: '', lastDay: '' };

/** A card's number is typed in anew. */
const withoutCard = (form: typeof untouched): typeof untouched => (form.field === 'card' ? { ...form, value: '' } : form);

/** Lists one value. The day that is chosen is the last one of the entry, in the store's zone. */
export const AddEntryButton = ({ list }: { readonly list: WrittenList }) => {
  const t = useTranslations('fraudLists');
  const kind = useTranslations('listField');
  const { store } = useStore();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [form, setForm] = useState(untouched);
  const { add, forget, isRunning, error } = useAddEntry(list, () => {
    close();
    setForm(untouched);
  });
  const leave = (): void => {
    forget();
    setForm(withoutCard);
    close();
  };
  // When the session ends the page waits out of sight, without the card.
  useEffect(() => () => setForm(withoutCard), []);
  const set = (name: keyof typeof untouched) => (event: { readonly currentTarget: { readonly value: string } }) =>
    setForm({ ...form, [name]: event.currentTarget.value });
  const { field, value, reason, lastDay } = form;
  const expiresAt = lastDay === '' ? undefined : startOfDay(daysAfter(lastDay, 1), store.timeZone);
  return (
    <>
      <Button size="xs" onClick={open}>
        {t('add')}
      </Button>
      <ConfirmDialog
        title={t(`add_${list}`)}
        isOpen={isOpen}
        onClose={leave}
        confirm={t('add')}
        isDisabled={value.trim() === ''}
        isRunning={isRunning}
        error={error}
        onConfirm={() => void add(entryBody({ field, value, reason, expiresAt }))}
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
