import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import { useInterpretationText } from './interpretation-text.js';
import { type Filters, filterOf } from './order-filters.js';
import classes from './orders.module.css';
import { type Interpretation, parseSearch } from './parse-search.js';

interface SearchBoxProps {
  /** What an amount without a currency may be of. */
  readonly currencies: readonly string[];
  readonly onFilter: (filter: Filters) => void;
}

/** Takes whatever is known of an order, and says how it understands it; Enter takes the likeliest. */
export const SearchBox = ({ currencies, onFilter }: SearchBoxProps) => {
  const t = useTranslations('orders');
  const [typed, setTyped] = useState('');
  const [, go] = useLocation();
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const found = parseSearch(typed, currencies);
  const take = (chosen: Interpretation | undefined): void => {
    if (chosen === undefined) return;
    setTyped('');
    box.closeDropdown();
    if (chosen.by === 'id') go(`/orders/${chosen.value}`);
    else onFilter(filterOf(chosen));
  };
  return (
    <Combobox store={box} onOptionSubmit={(index) => take(found[Number(index)])} withinPortal={false}>
      <Combobox.Target>
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('searchHint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            box.openDropdown();
            box.selectFirstOption();
          }}
          onFocus={() => box.openDropdown()}
          onBlur={() => box.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && box.getSelectedOptionIndex() === -1) take(found[0]);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Options found={found} />
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
        <Combobox.Option key={`${one.by} ${one.currency ?? ''}`} value={String(index)}>
          <span className={classes.option}>
            <span className={classes.clip}>{text(one).value}</span>
            <span className="quiet">{text(one).by}</span>
          </span>
        </Combobox.Option>
      ))}
    </Combobox.Options>
  );
};
