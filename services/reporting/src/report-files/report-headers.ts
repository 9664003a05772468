import { formatOf } from '../exports/export-formats.js';
import type { PlannedReport } from './plan-report.js';

/** `products-live-2026-11-01-2026-11-30-USD.csv` */
const fileNameOf = ({ report, mode, from, to, currency, format }: PlannedReport): string =>
  `${[report, mode, from, to, ...(currency === '' ? [] : [currency])].join('-')}.${formatOf(format).extension}`;

/** What a file of a report is sent with: its name, its type, and how many rows are to come, for progress. */
export const reportHeaders = (planned: PlannedReport, rows: number): Readonly<Record<string, string>> => ({
  'content-type': formatOf(planned.format).mediaType,
  'content-disposition': `attachment; filename="${fileNameOf(planned)}"`,
  'x-export-entries': String(rows),
});
