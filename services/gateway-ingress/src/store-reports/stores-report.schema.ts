import { z } from 'zod';
import { at, days } from '../reports/report.schema.js';

export const storesReportParameters = z.object({ mode: z.enum(['test', 'live'], 'invalid_mode') });
export type StoresReportParameters = z.infer<typeof storesReportParameters>;

/** The parameters of `GET /central/api/reports/{mode}/stores`. */
export const storesReportSchema = z.strictObject({ ...days, at });
export type StoresReportQuery = z.infer<typeof storesReportSchema>;

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
