import { Checkbox, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCommand } from '../api/use-command.js';
import type { Filters } from '../orders/order-filters.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { isPersonal, longestName, queryOf, type SavedFilter } from './saved-filter.js';

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

interface Named {
  readonly name: string;
  readonly shared: boolean;
}

interface NamingProps {
  readonly title: string;
  readonly begun: Named;
  readonly command: ReturnType<typeof useFilterCommand>;
  readonly onNamed: (named: Named) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Asks what a filter is called, and of who may decide it, whether all of the store see it. */
const Naming = ({ title, begun, command, onNamed, onClose, children }: NamingProps) => {
  const t = useTranslations('savedFilters');
  const { can } = useStore();
  const [name, setName] = useState(begun.name);
  const [shared, setShared] = useState(begun.shared);
  return (
    <ConfirmDialog
      title={title}
      isOpen
      onClose={onClose}
      confirm={t('change')}
      isDisabled={name.trim() === ''}
      isRunning={command.isPending}
      error={command.error}
      onConfirm={() => onNamed({ name: name.trim(), shared })}
    >
      {children}
      <TextInput
        data-autofocus
        label={t('name')}
        maxLength={longestName}
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      {can('store:manage') ? (
        <Checkbox label={t('share')} checked={shared} onChange={({ currentTarget: { checked } }) => setShared(checked)} />
      ) : null}
    </ConfirmDialog>
  );
};

export const SaveFilter = ({ filters, onClose }: { readonly filters: Filters; readonly onClose: () => void }) => {
  const t = useTranslations('savedFilters');
  const { store } = useStore();
  const command = useFilterCommand('', 'POST', onClose);
  const save = (named: Named): void => command.mutate({ ...named, query: queryOf(filters, store.timeZone) });
  return (
    <Naming title={t('save')} begun={{ name: '', shared: false }} command={command} onNamed={save} onClose={onClose}>
      {isPersonal(filters) ? <Text>{t('personal')}</Text> : null}
    </Naming>
  );
};

interface FilterDialogProps {
  readonly filter: SavedFilter;
  readonly onClose: () => void;
}

export const ChangeFilter = ({ filter, onClose }: FilterDialogProps) => {
  const t = useTranslations('savedFilters');
  const command = useFilterCommand(`/${filter.id}`, 'PATCH', onClose);
  return (
    <Naming
      title={t('renameTitle')}
      begun={filter}
      command={command}
      onNamed={(named) => command.mutate(named)}
      onClose={onClose}
    />
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
