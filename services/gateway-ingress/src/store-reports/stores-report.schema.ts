import { z } from 'zod';
import { fileFields, reportFormatParameters } from '../report-files/report-file.schema.js';
import { at, days } from '../reports/report.schema.js';

export const storesReportParameters = z.object({ mode: z.enum(['test', 'live'], 'invalid_mode') });
export type StoresReportParameters = z.infer<typeof storesReportParameters>;

/** The parameters of `GET /central/api/reports/{mode}/stores`. */
export const storesReportSchema = z.strictObject({ ...days, at });
export type StoresReportQuery = z.infer<typeof storesReportSchema>;

export const storesFileParameters = reportFormatParameters.extend(storesReportParameters.shape);
export type StoresFileParameters = z.infer<typeof storesFileParameters>;

/** The parameters of `GET /central/api/reports/{mode}/stores/files/{format}`. */
export const storesFileSchema = z.strictObject({
  ...fileFields,
  store: z.string().max(64, 'too_long').optional().meta({ description: 'One of them alone', example: 'mer_demo' }),
});
export type StoresFileQuery = z.infer<typeof storesFileSchema>;

const count = z.int();
const minor = z.int().meta({ description: 'Minor units' });

export const storesReportAnswerSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    stores: z
      .array(z.strictObject({ id: z.string(), name: z.string(), timeZone: z.string() }))
      .meta({ description: 'Those in which the person may read reports' }),
    data: z.array(
      z.strictObject({
        store: z.string(),
        currency: z.string(),
        sales: count,
        captured: minor,
        tax: minor,
        shipping: minor,
        refunds: count,
        refunded: minor,
        refundedTax: minor,
        refundedShipping: minor,
        net: minor,
      }),
    ),
  })
  .meta({ id: 'StoresReport' });
