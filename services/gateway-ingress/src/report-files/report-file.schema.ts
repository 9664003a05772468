import { isCurrency } from '@tollgate/money';
import { z } from 'zod';
import { at, days, timeZone } from '../reports/report.schema.js';
import { languages } from '../users/languages.data.js';

/** Reports that are files, as Central's pages call them. What customers are called is asked for by a right of its own, and what a person's stores
 *  took by a session alone. */
export const fileReports = [
  'sales',
  'refunds',
  'authorizations',
  'fraud',
  'reasons',
  'downloads',
  'products',
  'countries',
  'tax',
  'shipping',
  'settlement',
  'customer-kinds',
] as const;

/** The formats that reports have of those of the journal. */
export const reportFormats = ['json', 'csv', 'xlsx', 'pdf'] as const;

const format = z
  .enum(reportFormats, 'format_not_of_reports')
  .meta({ description: 'What the file is to be read by', example: 'xlsx' });

export const reportFormatParameters = z.object({ format });
export type ReportFormatParameters = z.infer<typeof reportFormatParameters>;

export const reportFileParameters = z.object({
  report: z.enum(fileReports, 'no_file_of_report').meta({
    description:
      'By day or month: `sales`, `refunds`, `authorizations`, `fraud`, `downloads`; by what they are made of: `products`, `countries`, `tax`, `shipping`, `reasons` (why orders were declined, rejected or held); `settlement` by processor; `customer-kinds`: new and returning',
  }),
  format,
});
export type ReportFileParameters = z.infer<typeof reportFileParameters>;

/** What every file of a report is asked for by. */
export const fileFields = {
  ...days,
  at,
  currency: z
    .string()
    .refine((code) => code === '' || isCurrency(code), 'unknown_currency')
    .default('')
    .meta({ description: 'ISO 4217: of this currency alone; all of them without it, one below the other', example: 'USD' }),
  language: z.enum(languages, 'unknown_language').default('en').meta({ description: 'Of titles and names' }),
  sort: z
    .string()
    .regex(/^-?[A-Za-z]{1,40}$/, 'unknown_column')
    .or(z.literal(''))
    .default('')
    .meta({
      description: 'A column that the rows go by, as the JSON file names it; with a minus the largest first',
      example: '-net',
    }),
};

/** The parameters of `GET /v1/reports/{report}/files/{format}`. */
export const reportFileSchema = z.strictObject({ ...fileFields, timeZone });
export type ReportFileQuery = z.infer<typeof reportFileSchema>;
