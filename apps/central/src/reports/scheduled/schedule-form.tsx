import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../../i18n/language-provider.js';
import { type Language, languages } from '../../i18n/languages.js';
import { withRight } from '../../members/member.js';
import { useMembers } from '../../members/use-members.js';
import { useStore } from '../../shell/store-context.js';
import type { FormatName } from '../exports/export-formats.data.js';
import {
  formatsOf,
  hourName,
  type MailedReport,
  mailedReports,
  periods,
  rhythms,
  type ScheduleFields,
  wantsCurrency,
  weekdayName,
  withReport,
} from './schedule.js';
import classes from './scheduled.module.css';
import { useReportName } from './use-report-name.js';

interface ScheduleFormProps {
  readonly fields: ScheduleFields;
  readonly onChange: (fields: ScheduleFields) => void;
}

const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const optionsOf = (values: readonly number[], name: (value: number) => string) =>
  values.map((value) => ({ value: `${value}`, label: name(value) }));

/** What goes out, of which days, when, and to whom. */
export const ScheduleForm = ({ fields, onChange }: ScheduleFormProps) => {
  const t = useTranslations('reports.schedule');
  const reportName = useReportName();
  const change = (part: Partial<ScheduleFields>): void => onChange({ ...fields, ...part });
  return (
    <>
      <NativeSelect
        data-autofocus
        label={t('report')}
        data={mailedReports.map((value) => ({ value, label: reportName(value) }))}
        value={fields.report}
        onChange={({ currentTarget: { value } }) => onChange(withReport(fields, value as MailedReport))}
      />
      <NativeSelect
        label={t('format')}
        data={formatsOf(fields.report).map(({ name, title }) => ({ value: name, label: title }))}
        value={fields.format}
        onChange={({ currentTarget: { value } }) => change({ format: value as FormatName })}
      />
      <TextInput
        label={t('currency')}
        description={wantsCurrency(fields) ? t('currencyWanted') : t('currencyHint')}
        placeholder="USD"
        maxLength={3}
        autoComplete="off"
        value={fields.currency}
        onChange={({ currentTarget: { value } }) => change({ currency: value.toUpperCase() })}
      />
      <NativeSelect
        label={t('period')}
        data={periods.map((value) => ({ value, label: t(`period_${value}`) }))}
        value={fields.period}
        onChange={({ currentTarget: { value } }) => change({ period: value as ScheduleFields['period'] })}
      />
      <WhenInputs fields={fields} onChange={onChange} />
      <RecipientInputs fields={fields} onChange={onChange} />
      <NativeSelect
        label={t('language')}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        value={fields.language}
        onChange={({ currentTarget: { value } }) => change({ language: value as Language })}
      />
      <Checkbox
        label={t('sendsEmpty')}
        checked={fields.sendsEmpty}
        onChange={({ currentTarget: { checked } }) => change({ sendsEmpty: checked })}
      />
    </>
  );
};

const WhenInputs = ({ fields, onChange }: ScheduleFormProps) => {
  const t = useTranslations('reports.schedule');
  const { tag } = useLanguage();
  const { store } = useStore();
  const numberInput = (field: 'weekday' | 'monthDay' | 'hour', data: ReturnType<typeof optionsOf>) => (
    <NativeSelect
      label={t(field)}
      data={data}
      value={`${fields[field]}`}
      onChange={({ currentTarget: { value } }) => onChange({ ...fields, [field]: Number(value) })}
    />
  );
  return (
    <div>
      <div className={classes.when}>
        <NativeSelect
          label={t('every')}
          data={rhythms.map((value) => ({ value, label: t(`every_${value}`) }))}
          value={fields.every}
          onChange={({ currentTarget: { value } }) => onChange({ ...fields, every: value as ScheduleFields['every'] })}
        />
        {fields.every === 'week'
          ? numberInput(
              'weekday',
              optionsOf(numbers(1, 7), (day) => weekdayName(day, tag)),
            )
          : null}
        {fields.every === 'month' ? numberInput('monthDay', optionsOf(numbers(1, 31), String)) : null}
        {numberInput(
          'hour',
          optionsOf(numbers(0, 23), (hour) => hourName(hour, tag)),
        )}
      </div>
      <p className={classes.hint}>
        {fields.every === 'month' && fields.monthDay > 28 ? `${t('shortMonths')} ` : ''}
        {t('clocks', { zone: store.timeZone })}
      </p>
    </div>
  );
};

const RecipientInputs = ({ fields, onChange }: ScheduleFormProps) => {
  const t = useTranslations('reports.schedule');
  const { data } = useMembers();
  const { recipients } = fields;
  return (
    <Checkbox.Group
      label={t('recipients')}
      description={t('recipientsHint')}
      value={[...recipients]}
      onChange={(chosen) => onChange({ ...fields, recipients: chosen })}
    >
      <div className={classes.people} aria-busy={data === undefined}>
        {data === undefined
          ? null
          : withRight(data, 'reports:read').map(({ id, name, email }) => (
              <Checkbox key={id} value={id} label={name} description={email} />
            ))}
      </div>
    </Checkbox.Group>
  );
};
