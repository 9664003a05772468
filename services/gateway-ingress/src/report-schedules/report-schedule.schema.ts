import { isCurrency } from '@tollgate/money';
import { z } from 'zod';
import { exportFormats } from '../exports/export.schema.js';
import { fileReports } from '../report-files/report-file.schema.js';
import { languages } from '../users/languages.data.js';
import { periods, rhythms } from './plan-run.js';

const MAX_RECIPIENTS = 20;

const time = z.iso.datetime();
const id = z.string().meta({ example: 'rsc_01890a5dac96774bbcceb302099a8057' });
const userId = z.string().meta({ example: 'usr_01890a5dac96774bbcceb302099a8057' });

const report = z.enum(['journal', ...fileReports], 'no_file_of_report').meta({
  description:
    'What goes out: `journal`, as `GET …/exports/{format}` writes it, or a report, as `GET …/reports/{report}/files/{format}` does. What customers are called goes into no mail',
});
const format = z
  .enum(exportFormats)
  .meta({ description: 'Of its file; a report is `json`, `csv`, `xlsx` or `pdf` (`format_not_of_reports`)' });
const currency = z
  .string()
  .refine((code) => code === '' || isCurrency(code), 'unknown_currency')
  .meta({ description: 'ISO 4217: entries of this currency alone; empty for all', example: 'USD' });
const period = z.enum(periods).meta({ description: 'Of days of the store’s time zone that are over; weeks begin on Monday' });
const every = z.enum(rhythms);
const weekday = z.int().min(1).max(7).meta({ description: 'Of `week`: 1 is Monday' });
const monthDay = z.int().min(1).max(31).meta({ description: 'Of `month`: the last day where a month is shorter' });
const hour = z.int().min(0).max(23).meta({ description: 'By the store’s clocks' });
const recipients = z
  .array(userId)
  .min(1)
  .max(MAX_RECIPIENTS)
  .transform((all) => [...new Set(all)])
  .meta({ description: 'People of the store whose role may see reports; who leaves gets none any more' });
const language = z.enum(languages);
const sendsEmpty = z.boolean().meta({ description: 'Whether a mail goes out where nothing happened' });

export const newReportScheduleSchema = z
  .strictObject({
    report: report.default('journal'),
    format,
    currency: currency.default(''),
    period,
    every,
    weekday: weekday.default(1),
    monthDay: monthDay.default(1),
    hour,
    recipients,
    language,
    sendsEmpty: sendsEmpty.default(true),
  })
  .meta({ id: 'NewReportSchedule' });
export type NewReportScheduleBody = z.infer<typeof newReportScheduleSchema>;

export const reportScheduleChangeSchema = z
  .strictObject({
    report,
    format,
    currency,
    period,
    every,
    weekday,
    monthDay,
    hour,
    recipients,
    language,
    sendsEmpty,
    isPaused: z.boolean(),
  })
  .partial()
  .meta({ id: 'ReportScheduleChange' });
export type ReportScheduleChangeBody = z.infer<typeof reportScheduleChangeSchema>;

/** What is no id names none. */
export const reportScheduleParameters = z.object({ id });

const lastRun = z.strictObject({
  at: time,
  outcome: z.enum(['handed_over', 'empty', 'failed', 'nobody']).meta({
    description:
      '`handed_over`: the mails are with the mail service, which tries them for 72 hours; whether a mail server took them is not told here; `empty`: nothing happened, and no mail was wanted for that; `failed`: a mail says that the format cannot hold these entries; `nobody`: no recipient is left',
  }),
  code: z.string().nullable().meta({ description: 'Why it failed', example: 'currency_required' }),
  detail: z.string().nullable(),
  from: z.iso.date(),
  to: z.iso.date(),
});

export const reportScheduleSchema = z
  .strictObject({
    id,
    report,
    format,
    currency,
    period,
    every,
    weekday,
    monthDay,
    hour,
    timeZone: z.string().meta({ description: 'The store’s', example: 'America/New_York' }),
    recipients: z.array(z.strictObject({ id: userId, name: z.string(), email: z.string() })),
    language,
    sendsEmpty,
    isPaused: z.boolean(),
    nextRunAt: time.nullable().meta({ description: 'Null while it is paused' }),
    lastRun: lastRun.nullable(),
    createdAt: time,
  })
  .meta({ id: 'ReportSchedule' });
