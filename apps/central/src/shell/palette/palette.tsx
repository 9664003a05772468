import { Modal, TextInput, VisuallyHidden } from '@mantine/core';
import { IconBolt, IconBookmark, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import { addressOf } from '../../orders/order-filters.js';
import { useInterpretationText } from '../../orders/search/interpretation-text.js';
import { parseSearch } from '../../orders/search/parse-search.js';
import { useReader } from '../../orders/search/use-search.js';
import { filtersOf } from '../../saved-filters/saved-filter.js';
import { useSavedFilters } from '../../saved-filters/use-saved-filters.js';
import { pagesFor } from '../navigation.js';
import classes from '../shell.module.css';
import { pageIcons } from '../side-bar.js';
import { useStore } from '../store-context.js';
import { type PaletteEntry, paletteEntries } from './palette-entries.js';
import { useActions } from './use-actions.js';

/** Everywhere within a few keys: pages by name, an order by its id, orders by whatever is known of them. */
export const Palette = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useTranslations('shell');
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      attributes={{ content: { 'aria-label': t('palette') } }}
      size="36rem"
      yOffset="10vh"
      centered={false}
      padding="xs"
    >
      <PaletteBody onClose={onClose} />
    </Modal>
  );
};

/** Yen are looked for, too; the list knows which currencies the store has. */
const someCurrencies = ['JPY'];

const usePalette = (onClose: () => void) => {
  const t = useTranslations('shell');
  const { store, mode, can } = useStore();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const named = pagesFor(can).map((page) => ({ ...page, label: t(page.name) }));
  const { data: saved = [] } = useSavedFilters();
  const filters = saved.map((filter) => ({
    label: filter.name,
    href: `/orders?${addressOf(filtersOf(filter, store.timeZone))}`,
  }));
  const searches = parseSearch(typed, useReader(someCurrencies));
  const entries = paletteEntries(typed, named, { searches, filters, actions: useActions() });
  const open = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return;
    onClose();
    if (entry.kind === 'action') entry.act();
    else go(`/${store.id}/${mode}${entry.href === '/' ? '' : entry.href}`);
  };
  const type = (text: string): void => {
    setTyped(text);
    setChosen(0);
  };
  const move = (step: number): void => setChosen((chosen + step + entries.length) % Math.max(entries.length, 1));
  return { typed, type, entries, chosen, move, open };
};

const PaletteBody = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useTranslations('shell');
  const id = useId();
  const { typed, type, entries, chosen, move, open } = usePalette(onClose);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || !['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) return;
    event.preventDefault();
    if (event.key === 'Enter') open(entries[chosen]);
    else move(event.key === 'ArrowDown' ? 1 : -1);
  };
  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={entries.length > 0 ? `${id}-${chosen}` : undefined}
        aria-label={t('palette')}
        placeholder={t('paletteHint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={({ currentTarget: { value } }) => type(value)}
        onKeyDown={onKeyDown}
      />
      <VisuallyHidden role="status">{t('paletteCount', { count: entries.length })}</VisuallyHidden>
      <div id={id} role="listbox" aria-label={t('palette')} className={classes.options}>
        {entries.map((entry, index) => (
          <Entry
            key={`${entry.kind} ${'label' in entry ? entry.label : entry.href}`}
            entry={entry}
            id={`${id}-${index}`}
            isChosen={index === chosen}
            onOpen={() => open(entry)}
          />
        ))}
      </div>
    </>
  );
};

const icons = { filter: IconBookmark, action: IconBolt, find: IconSearch, search: IconSearch } as const;
const kindNames = { page: 'page', filter: 'savedFilter', action: 'action', find: 'findOrders' } as const;

interface EntryProps {
  readonly entry: PaletteEntry;
  readonly id: string;
  readonly isChosen: boolean;
  readonly onOpen: () => void;
}

const Entry = ({ entry, id, isChosen, onOpen }: EntryProps) => {
  const t = useTranslations('shell');
  const text = useInterpretationText();
  const Icon = entry.kind === 'page' ? pageIcons[entry.page] : icons[entry.kind];
  const { by, value } = entry.kind === 'search' ? text(entry.search) : { by: t(kindNames[entry.kind]), value: entry.label };
  return (
    // The keyboard reaches it by the field's own keys.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div tabIndex={-1} id={id} role="option" aria-selected={isChosen} className={classes.option} onClick={onOpen}>
      <Icon size={18} stroke={1.6} aria-hidden />
      <span>{value}</span>
      <span>{by}</span>
    </div>
  );
};
