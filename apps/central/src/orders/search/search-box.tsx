import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from '../orders.module.css';
import { useInterpretationText } from './interpretation-text.js';
import { type Interpretation, parseSearch } from './parse-search.js';
import type { useSearch } from './use-search.js';

/** Takes whatever is known of an order, and says how it may be meant; Enter takes what finds something, unless one was chosen. */
export const SearchBox = ({ search }: { readonly search: ReturnType<typeof useSearch> }) => {
  const t = useTranslations('orders');
  const [typed, setTyped] = useState('');
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const readings = parseSearch(typed, search.reader);
  const close = (): void => {
    setTyped('');
    box.closeDropdown();
  };
  const take = (chosen: Interpretation | undefined): void => {
    if (chosen === undefined) return;
    close();
    search.take(chosen, readings);
  };
  return (
    <Combobox store={box} onOptionSubmit={(index) => take(readings[Number(index)])} withinPortal={false}>
      <Combobox.Target>
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('searchHint')}
          leftSection={search.isFinding ? <Loader size={16} aria-hidden /> : <IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            box.openDropdown();
            box.resetSelectedOption();
          }}
          onFocus={() => box.openDropdown()}
          onBlur={() => box.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || box.getSelectedOptionIndex() !== -1) return;
            search.find(typed);
            close();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={readings.length === 0}>
        <Options found={readings} />
      </Combobox.Dropdown>
    </Combobox>
  );
};

const Options = ({ found }: { readonly found: readonly Interpretation[] }) => {
  const t = useTranslations('orders');
  const text = useInterpretationText();
  return (
    <Combobox.Options aria-label={t('search')}>
      {found.map((one, index) => (
        <Combobox.Option key={`${one.by} ${one.value} ${one.currency ?? ''}`} value={String(index)}>
          <span className={classes.option}>
            <span className={classes.clip}>{text(one).value}</span>
            <span className="quiet">{text(one).by}</span>
          </span>
        </Combobox.Option>
      ))}
    </Combobox.Options>
  );
};
