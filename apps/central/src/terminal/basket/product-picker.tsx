import { Button, Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { get } from '../../api/client.js';
import type { Good, List } from '../../api/order.js';
import { useStore } from '../../shell/store-context.js';
import classes from '../terminal.module.css';

interface ProductPickerProps {
  readonly onGood: (good: Good) => void;
  readonly onFreeLine: () => void;
}

const mostShown = 8;

const everyGood = async (path: (rest: string) => string, signal: AbortSignal): Promise<readonly Good[]> => {
  const all: Good[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: List<Good> = await get(
      path(`/goods?limit=100${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`),
      signal,
    );
    all.push(...page.data);
    cursor = page.nextCursor;
  }
  return all;
};

/** What can be sold: a physical good, or a digital one that has its file. */
const isSellable = ({ kind, files }: Good): boolean => kind === 'physical' || files.length > 0;

/** The store's goods by a few letters, and lines for what is none of them. */
export const ProductPicker = ({ onGood, onFreeLine }: ProductPickerProps) => {
  const t = useTranslations('terminal');
  const { path, key } = useStore();
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const goods = useQuery({ queryKey: key('goods', 'all'), queryFn: ({ signal }) => everyGood(path, signal), staleTime: 60_000 });
  const wanted = typed.trim().toLowerCase();
  const found = (goods.data ?? [])
    .filter(isSellable)
    .filter(({ sku, description }) => `${sku} ${description}`.toLowerCase().includes(wanted))
    .slice(0, mostShown);
  const choose = (sku: string): void => {
    const good = found.find((one) => one.sku === sku);
    if (good !== undefined) onGood(good);
    setTyped('');
    combobox.closeDropdown();
  };
  return (
    <div className={classes.picker}>
      <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
        <Combobox.Target>
          <TextInput
            className={classes.pickerInput}
            aria-label={t('findGood')}
            placeholder={t('findGood')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={typed}
            onChange={({ currentTarget: { value } }) => {
              setTyped(value);
              combobox.openDropdown();
              combobox.selectFirstOption();
            }}
            onFocus={() => combobox.openDropdown()}
            onClick={() => combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Options aria-label={t('goods')}>
            {found.map(({ sku, description }) => (
              <Combobox.Option key={sku} value={sku}>
                <span className={classes.option}>
                  <span>{description || sku}</span>
                  <span className="quiet mono">{sku}</span>
                </span>
              </Combobox.Option>
            ))}
            {found.length === 0 ? <Combobox.Empty>{goods.isPending ? t('loading') : t('noGood')}</Combobox.Empty> : null}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={onFreeLine}>
        {t('freeLine')}
      </Button>
    </div>
  );
};
