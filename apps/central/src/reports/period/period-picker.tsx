import { Button, NativeSelect, Popover, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendar } from '@tabler/icons-react';
import type { Days } from '@tollgate/report-tables';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatDay } from '../../format/format-time.js';
import { useLanguage } from '../../i18n/language-provider.js';
import { useStore } from '../../shell/store-context.js';
import { daysBefore, isRange, periodNamed, periodNames } from './period.js';
import classes from './period.module.css';
import type { PeriodChoice } from './use-period.js';

type PickerProps = Pick<PeriodChoice, 'period' | 'today' | 'choose'>;

export const PeriodPicker = ({ period, today, choose }: PickerProps) => {
  const t = useTranslations('reports.period');
  const named = periodNames.map((name) => ({ value: name as string, label: t(name) }));
  const chosen = (value: string): void => {
    const name = periodNames.find((one) => one === value);
    if (name !== undefined) choose(periodNamed(name, today));
  };
  return (
    <div className={classes.picker}>
      <NativeSelect
        size="xs"
        aria-label={t('title')}
        value={period.name}
        onChange={({ currentTarget: { value } }) => chosen(value)}
        data={period.name === 'custom' ? [{ value: 'custom', label: t('custom') }, ...named] : named}
      />
      <OwnDays key={`${period.from} ${period.to}`} period={period} choose={choose} />
    </div>
  );
};

const OwnDays = ({ period, choose }: Pick<PickerProps, 'period' | 'choose'>) => {
  const t = useTranslations('reports.period');
  const { store } = useStore();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const [days, setDays] = useState<Days>({ from: period.from, to: period.to });
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWrong(!isRange(days));
    if (!isRange(days)) return;
    close();
    choose({ name: 'custom', ...days });
  };
  return (
    <Popover position="bottom-start" trapFocus withinPortal={false} opened={isOpen} onChange={toggle}>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconCalendar size={14} aria-hidden />} onClick={toggle}>
          {t('days')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="xs">
            {(['from', 'to'] as const).map((name) => (
              <TextInput
                key={name}
                type="date"
                size="xs"
                required
                label={t(name)}
                value={days[name]}
                error={isWrong && name === 'to' ? t('wrong') : undefined}
                onChange={({ currentTarget: { value } }) => setDays({ ...days, [name]: value })}
              />
            ))}
            <span className="quiet">{t('daysOf', { zone: store.timeZone })}</span>
            <Button type="submit" size="xs">
              {t('show')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
};

/** Which days are shown, of which zone, and what they are compared with: also on paper. */
export const PeriodLine = ({ period, today }: Pick<PickerProps, 'period' | 'today'>) => {
  const t = useTranslations('reports.period');
  const { tag } = useLanguage();
  const { store } = useStore();
  const text = ({ from, to }: Days): string =>
    from === to ? formatDay(from, tag) : `${formatDay(from, tag)} – ${formatDay(to, tag)}`;
  const isOver = period.to < today;
  return (
    <p className="quiet">
      {t(isOver ? 'line' : 'lineUntilNow', { days: text(period), zone: store.timeZone, before: text(daysBefore(period)) })}
    </p>
  );
};
