import { Checkbox, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCommand } from '../api/use-command.js';
import type { Filters } from '../orders/order-filters.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { isPersonal, longestName, queryOf, type SavedFilter } from './saved-filter.js';

interface NameFieldsProps {
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly isShared: boolean;
  readonly onShare: (isShared: boolean) => void;
}

const NameFields = ({ name, onName, isShared, onShare }: NameFieldsProps) => {
  const t = useTranslations('savedFilters');
  const { can } = useStore();
  return (
    <>
      <TextInput
        data-autofocus
        label={t('name')}
        maxLength={longestName}
        value={name}
        onChange={({ currentTarget: { value } }) => onName(value)}
      />
      {can('store:manage') ? (
        <Checkbox label={t('share')} checked={isShared} onChange={({ currentTarget: { checked } }) => onShare(checked)} />
      ) : null}
    </>
  );
};

/** A change of the saved filters; the dialog closes once it is done. */
const useFilterCommand = (rest: string, method: 'POST' | 'PATCH' | 'DELETE', onClose: () => void) => {
  const { key } = useStore();
  const queries = useQueryClient();
  return useCommand<unknown, object | undefined>(`/saved-filters${rest}`, {
    method,
    onDone: onClose,
    onSettled: () => void queries.invalidateQueries({ queryKey: key('saved-filters') }),
  });
};

export const SaveFilter = ({ filters, onClose }: { readonly filters: Filters; readonly onClose: () => void }) => {
  const t = useTranslations('savedFilters');
  const { store } = useStore();
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const command = useFilterCommand('', 'POST', onClose);
  return (
    <ConfirmDialog
      title={t('save')}
      isOpen
      onClose={onClose}
      confirm={t('change')}
      isDisabled={name.trim() === ''}
      isRunning={command.isPending}
      error={command.error}
      onConfirm={() => command.mutate({ name: name.trim(), query: queryOf(filters, store.timeZone), shared: isShared })}
    >
      {isPersonal(filters) ? <Text>{t('personal')}</Text> : null}
      <NameFields name={name} onName={setName} isShared={isShared} onShare={setShared} />
    </ConfirmDialog>
  );
};

interface FilterDialogProps {
  readonly filter: SavedFilter;
  readonly onClose: () => void;
}

export const ChangeFilter = ({ filter, onClose }: FilterDialogProps) => {
  const t = useTranslations('savedFilters');
  const [name, setName] = useState(filter.name);
  const [isShared, setShared] = useState(filter.shared);
  const command = useFilterCommand(`/${filter.id}`, 'PATCH', onClose);
  return (
    <ConfirmDialog
      title={t('renameTitle')}
      isOpen
      onClose={onClose}
      confirm={t('change')}
      isDisabled={name.trim() === ''}
      isRunning={command.isPending}
      error={command.error}
      onConfirm={() => command.mutate({ name: name.trim(), shared: isShared })}
    >
      <NameFields name={name} onName={setName} isShared={isShared} onShare={setShared} />
    </ConfirmDialog>
  );
};

export const DeleteFilter = ({ filter, onClose }: FilterDialogProps) => {
  const t = useTranslations('savedFilters');
  const command = useFilterCommand(`/${filter.id}`, 'DELETE', onClose);
  return (
    <ConfirmDialog
      title={t('delete')}
      isOpen
      onClose={onClose}
      confirm={t('delete')}
      isDangerous
      isRunning={command.isPending}
      error={command.error}
      onConfirm={() => command.mutate(undefined)}
    >
      <Text>{t('deleteText', { name: filter.name })}</Text>
    </ConfirmDialog>
  );
};
