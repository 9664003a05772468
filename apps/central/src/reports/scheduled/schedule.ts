import type { Language } from '../../i18n/languages.js';
import { type ExportFormat, exportFormats, type FormatName } from '../exports/export-formats.data.js';

export const periods = ['yesterday', 'last_week', 'last_month', 'month_to_date'] as const;
export const rhythms = ['day', 'week', 'month'] as const;

/** What goes out: the journal, or a report. What customers are called goes into no mail, nor what other stores took. */
export const mailedReports = [
  'journal',
  'sales',
  'refunds',
  'products',
  'countries',
  'customer-kinds',
  'tax',
  'shipping',
  'authorizations',
  'fraud',
  'reasons',
  'downloads',
  'settlement',
] as const;
export type MailedReport = (typeof mailedReports)[number];

/** What people decide about a report by mail, as the API takes it. */
export interface ScheduleFields {
  readonly report: MailedReport;
  readonly format: FormatName;
  /** ISO 4217; empty for all. */
  readonly currency: string;
  readonly period: (typeof periods)[number];
  readonly every: (typeof rhythms)[number];
  /** 1: Monday */
  readonly weekday: number;
  readonly monthDay: number;
  readonly hour: number;
  /** usr_… */
  readonly recipients: readonly string[];
  readonly language: Language;
  readonly sendsEmpty: boolean;
}

export interface LastRun {
  readonly at: string;
  readonly outcome: 'handed_over' | 'empty' | 'failed' | 'nobody';
  readonly code: string | null;
  readonly detail: string | null;
  readonly from: string;
  readonly to: string;
}

/** A report by mail: `GET …/report-schedules`. */
export interface ReportSchedule extends Omit<ScheduleFields, 'recipients'> {
  /** rsc_… */
  readonly id: string;
  readonly recipients: readonly { readonly id: string; readonly name: string; readonly email: string }[];
  readonly isPaused: boolean;
  readonly nextRunAt: string | null;
  readonly lastRun: LastRun | null;
}

/** What the form begins with: the workbook of last month, on its first morning, to whoever sets it up. */
export const newSchedule = (user: string, language: Language): ScheduleFields => ({
  report: 'journal',
  format: 'xlsx',
  currency: '',
  period: 'last_month',
  every: 'month',
  weekday: 1,
  monthDay: 1,
  hour: 7,
  recipients: [user],
  language,
  sendsEmpty: true,
});

export const fieldsOf = (schedule: ReportSchedule): ScheduleFields => {
  const { report, format, currency, period, every, weekday, monthDay, hour, language, sendsEmpty, recipients } = schedule;
  return {
    report,
    format,
    currency,
    period,
    every,
    weekday,
    monthDay,
    hour,
    language,
    sendsEmpty,
    recipients: recipients.map(({ id }) => id),
  };
};

/** The journal has formats of its own, for bookkeeping programs. */
export const formatsOf = (report: MailedReport): readonly ExportFormat[] =>
  exportFormats.filter(({ group }) => report === 'journal' || group === 'people');

/** Another report; a format that it has not becomes the workbook. */
export const withReport = (fields: ScheduleFields, report: MailedReport): ScheduleFields => ({
  ...fields,
  report,
  format: formatsOf(report).some(({ name }) => name === fields.format) ? fields.format : 'xlsx',
});

/** What keeps the form from being sent. */
export const isComplete = ({ recipients, currency }: ScheduleFields): boolean =>
  recipients.length > 0 && /^([A-Z]{3})?$/.test(currency);

/** Whether a file of the format has one currency, and none is named: it fails where there are several. */
export const wantsCurrency = ({ format, currency }: ScheduleFields): boolean =>
  currency === '' && exportFormats.some((one) => one.name === format && 'isOneCurrency' in one);

export const titleOf = (format: string): string => exportFormats.find(({ name }) => name === format)?.title ?? format;

/** 2024 began with a Monday. */
export const weekdayName = (weekday: number, tag: string): string =>
  new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));

export const hourName = (hour: number, tag: string): string =>
  new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1, hour));
