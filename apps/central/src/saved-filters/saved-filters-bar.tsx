import { ActionIcon, Button, Menu, VisuallyHidden } from '@mantine/core';
import { IconBookmark, IconBookmarkPlus, IconDots, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { addressOf, type Filters } from '../orders/order-filters.js';
import { useStore } from '../shell/store-context.js';
import { ChangeFilter, DeleteFilter, SaveFilter } from './filter-dialogs.js';
import { filtersOf, keptOf, type SavedFilter } from './saved-filter.js';
import classes from './saved-filters.module.css';
import { useSavedFilters } from './use-saved-filters.js';

interface SavedFiltersBarProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

type Open = 'save' | { readonly change: SavedFilter } | { readonly delete: SavedFilter };

/** The searches that are kept, one press away; and a way to keep the one that is shown. */
export const SavedFiltersBar = ({ filters, onChange }: SavedFiltersBarProps) => {
  const t = useTranslations('savedFilters');
  const { store } = useStore();
  const { data: saved = [] } = useSavedFilters();
  const [isOpen, open] = useState<Open>();
  const here = addressOf(filters);
  const known = saved.map((filter) => ({ filter, of: filtersOf(filter, store.timeZone) }));
  const isKept = known.some(({ of }) => addressOf(of) === here);
  const canSave = here !== '' && addressOf(keptOf(filters)) !== '' && !isKept;
  const close = (): void => open(undefined);
  if (known.length === 0 && !canSave) return null;
  return (
    <div className={classes.bar}>
      {known.length === 0 ? null : (
        <ul className={classes.list} aria-label={t('title')}>
          {known.map(({ filter, of }) => (
            <li key={filter.id} className={classes.chip} data-on={addressOf(of) === here}>
              <button type="button" className={classes.name} aria-pressed={addressOf(of) === here} onClick={() => onChange(of)}>
                {filter.shared ? <IconUsers size={14} aria-hidden /> : <IconBookmark size={14} aria-hidden />}
                <span className={classes.text}>{filter.name}</span>
                {filter.shared ? <VisuallyHidden>{t('shared')}</VisuallyHidden> : null}
              </button>
              <FilterMenu filter={filter} onOpen={open} />
            </li>
          ))}
        </ul>
      )}
      {canSave ? (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconBookmarkPlus size={16} aria-hidden />}
          onClick={() => open('save')}
        >
          {t('save')}
        </Button>
      ) : null}
      {isOpen === 'save' ? <SaveFilter filters={filters} onClose={close} /> : null}
      {typeof isOpen === 'object' && 'change' in isOpen ? <ChangeFilter filter={isOpen.change} onClose={close} /> : null}
      {typeof isOpen === 'object' && 'delete' in isOpen ? <DeleteFilter filter={isOpen.delete} onClose={close} /> : null}
    </div>
  );
};

/** For who may change it. */
const FilterMenu = ({ filter, onOpen }: { readonly filter: SavedFilter; readonly onOpen: (open: Open) => void }) => {
  const t = useTranslations('savedFilters');
  const { can } = useStore();
  if (!filter.own && !can('store:manage')) return null;
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={26} aria-label={t('manage', { name: filter.name })}>
          <IconDots size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onOpen({ change: filter })}>{t('rename')}</Menu.Item>
        <Menu.Item color="red.9" onClick={() => onOpen({ delete: filter })}>
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
