import { Button, NativeSelect, Pill, Popover, Stack, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useCodeText } from '../order/code-text.js';
import { useStore } from '../shell/store-context.js';
import { useAt } from '../time-machine/use-at.js';
import { useMoney } from '../ui/money.js';
import { useTimeStyle } from '../ui/time.js';
import { countryName, MoreFilters } from './more-filters.js';
import { addressOf, type FilterName, type Filters, filterNames, isType, without } from './order-filters.js';
import classes from './orders.module.css';
import { isRelative, relativeDays } from './relative-days.js';
import { plainAmount } from './search/interpretation-text.js';
import { statuses } from './statuses.data.js';

interface FilterBarProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

export const FilterBar = ({ filters, onChange }: FilterBarProps) => {
  const t = useTranslations('orders');
  const status = useTranslations('status');
  const { at } = useAt();
  const chips = filterNames.filter(
    (name) => filters[name] !== undefined && name !== 'status' && !(name === 'currency' && filters.amount !== undefined),
  );
  const chosen = ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }): void =>
    onChange(value === '' ? without(filters, 'status') : { ...filters, status: value });
  return (
    <div className={classes.filters}>
      <NativeSelect
        size="xs"
        aria-label={t('status')}
        value={filters.status ?? ''}
        disabled={at !== undefined}
        onChange={chosen}
        data={[{ value: '', label: t('anyStatus') }, ...statuses.map((value) => ({ value, label: status(value) }))]}
      />
      <DaysFilter filters={filters} onChange={onChange} />
      <MoreFilters filters={filters} onChange={onChange} />
      {chips.map((name) => (
        <Chip key={name} name={name} filters={filters} onRemove={() => onChange(without(filters, name))} />
      ))}
      {addressOf(filters) === '' ? null : (
        <Button variant="subtle" size="compact-xs" onClick={() => onChange({})}>
          {t('clear')}
        </Button>
      )}
    </div>
  );
};

interface ChipProps {
  readonly name: FilterName;
  readonly filters: Filters;
  readonly onRemove: () => void;
}

const Chip = ({ name, filters, onRemove }: ChipProps) => {
  const t = useTranslations('orders');
  const by = useTranslations('by');
  const money = useMoney();
  const code = useCodeText();
  const { tag } = useTimeStyle();
  const value = filters[name] ?? '';
  // The day itself is meant, in no zone.
  const day = (): string => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(value));
  const special: Readonly<Partial<Record<FilterName, () => string>>> = {
    amount: () => (filters.currency === undefined ? plainAmount(Number(value), tag) : money(Number(value), filters.currency)),
    type: () => (isType(value) ? t(`type.${value}`) : value),
    days: () => (isRelative(value) ? t(`relative.${value}`) : value),
    from: day,
    to: day,
    country: () => countryName(value, tag),
    declineCode: () => code(value),
  };
  const shown = special[name]?.() ?? value;
  const label = `${by(name)}: ${shown}`;
  return (
    <Pill
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{ 'aria-label': t('removeFilter', { filter: label }), tabIndex: 0, 'aria-hidden': false }}
    >
      {label}
    </Pill>
  );
};

const DaysFilter = ({ filters, onChange }: FilterBarProps) => {
  const t = useTranslations('orders');
  const { store } = useStore();
  const set = (name: 'from' | 'to', value: string): void =>
    onChange(value === '' ? without(filters, name) : { ...without(filters, 'days'), [name]: value });
  const setRelative = (days: string): void => {
    const rest = without(without(filters, 'from'), 'to');
    onChange(days === '' ? without(rest, 'days') : { ...rest, days });
  };
  return (
    <Popover position="bottom-start" trapFocus withinPortal={false}>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconCalendar size={14} aria-hidden />}>
          {t('days')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <NativeSelect
            size="xs"
            label={t('relative.label')}
            value={filters.days ?? ''}
            onChange={({ currentTarget: { value } }) => setRelative(value)}
            data={[
              { value: '', label: t('relative.none') },
              ...relativeDays.map((value) => ({ value, label: t(`relative.${value}`) })),
            ]}
          />
          {(['from', 'to'] as const).map((name) => (
            <TextInput
              key={name}
              type="date"
              size="xs"
              label={t(name)}
              value={filters[name] ?? ''}
              onChange={({ currentTarget: { value } }) => set(name, value)}
            />
          ))}
          <span className="quiet">{t('daysOf', { zone: store.timeZone })}</span>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
};
