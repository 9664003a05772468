import type { OpenExportRequest } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { timeZone } from '@tollgate/order';
import { currencyOf } from '../exports/plan-export.js';
import { DAY_MS, momentIn } from '../figures/buckets.js';
import { salesPeriod } from '../sales/sales-period.js';
import { isReport, type ReportName } from './report-kinds.js';

export const reportFormats = ['json', 'csv', 'xlsx', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** How many rows a file may have: they are told at one go, in memory, and a document is typeset as a whole. */
export const mostRows: Readonly<Record<ReportFormat, number>> = { json: 20_000, csv: 20_000, xlsx: 20_000, pdf: 5_000 };

/** A file of a report that is to be written. */
export interface PlannedReport {
  readonly report: ReportName;
  readonly format: ReportFormat;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** Days, YYYY-MM-DD, both inclusive, in the time zone. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** Empty for all. */
  readonly currency: string;
  readonly language: string;
  readonly at: string;
  readonly sort: string;
  readonly stores: OpenExportRequest['stores'];
  readonly customers: OpenExportRequest['customers'];
}

const formatOf = (name: string): ReportFormat => {
  const format = reportFormats.find((one) => one === name);
  if (format === undefined) throw new DomainError('format_not_of_reports', 'format');
  return format;
};

const reportOf = (name: string): ReportName => {
  if (!isReport(name)) throw new DomainError('not_found');
  return name;
};

/** The wish in the form that a file goes by. DomainError: `not_found` for a report that there is not, `format_not_of_reports`, `invalid_date`,
 *  `invalid_period`, `invalid_time_zone`, `unknown_currency`. */
export const planReport = (wish: OpenExportRequest): PlannedReport => {
  const { merchant, mode, language, at, sort, stores, customers } = wish;
  if (at !== '') momentIn(at, 'at');
  return {
    report: reportOf(wish.report),
    format: formatOf(wish.format),
    merchant,
    mode: mode as 'test' | 'live',
    ...salesPeriod(wish),
    timeZone: timeZone(wish.timeZone).name,
    currency: currencyOf(wish.currency) ?? '',
    language,
    at,
    sort,
    stores,
    customers,
  };
};

/** More days than that are told by month, as on the screen. */
const MOST_DAILY = 92;

export const bucketOf = ({ from, to }: { readonly from: string; readonly to: string }): 'day' | 'month' =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS + 1 > MOST_DAILY ? 'month' : 'day';
