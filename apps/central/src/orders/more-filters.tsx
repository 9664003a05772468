import { Button, NativeSelect, Popover, Stack } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../i18n/language-provider.js';
import { useCodeText } from '../order/code-text.js';
import { countries } from '../terminal/customer/countries.data.js';
import { useAt } from '../time-machine/use-at.js';
import { declineCodes } from './decline-codes.data.js';
import { type FilterName, type Filters, without } from './order-filters.js';

interface MoreFiltersProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

/** A country in the language of who reads it; its two letters where nobody has a name for it. */
export const countryName = (code: string, tag: string): string =>
  new Intl.DisplayNames([tag], { type: 'region', fallback: 'code' }).of(code) ?? code;

/** Those that are asked for more rarely. */
export const MoreFilters = ({ filters, onChange }: MoreFiltersProps) => {
  const t = useTranslations('orders');
  const code = useCodeText();
  const { at } = useAt();
  const { tag } = useLanguage();
  const named = useMemo(
    () =>
      countries
        .map((value) => ({ value, label: countryName(value, tag) }))
        .toSorted((a, b) => a.label.localeCompare(b.label, tag)),
    [tag],
  );
  const set = (name: FilterName, value: string): void =>
    onChange(value === '' ? without(filters, name) : { ...filters, [name]: value });
  const hasDays = filters.days !== undefined || filters.from !== undefined || filters.to !== undefined;
  return (
    <Popover position="bottom-start" trapFocus withinPortal={false} width={260}>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconFilter size={14} aria-hidden />}>
          {t('otherFilters')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <NativeSelect
            size="xs"
            label={t('country')}
            description={hasDays ? undefined : t('longSearch')}
            value={filters.country ?? ''}
            onChange={({ currentTarget: { value } }) => set('country', value)}
            data={[{ value: '', label: t('anyCountry') }, ...named]}
          />
          <NativeSelect
            size="xs"
            label={t('declineCode')}
            disabled={at !== undefined}
            value={filters.declineCode ?? ''}
            onChange={({ currentTarget: { value } }) => set('declineCode', value)}
            data={[{ value: '', label: t('anyReason') }, ...declineCodes.map((value) => ({ value, label: code(value) }))]}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
};
