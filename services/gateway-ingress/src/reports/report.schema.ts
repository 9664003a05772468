import { z } from 'zod';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'invalid_date')
  .meta({ description: 'A day of the time zone, YYYY-MM-DD; inclusive', example: '2026-11-23' });

export const timeZone = z
  .string()
  .max(64, 'invalid_time_zone')
  .default('UTC')
  .meta({ description: 'IANA name of the time zone whose days they are', example: 'America/New_York' });

/** The parameters of `GET /v1/reports/sales`. */
export const salesSchema = z.strictObject({ from: day, to: day, timeZone });

export type SalesQuery = z.infer<typeof salesSchema>;

const minor = z.int().meta({ description: 'Minor units' });

export const salesAnswerSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    timeZone: z.string(),
    data: z.array(
      z.strictObject({
        day: z.string(),
        currency: z.string(),
        orderCount: z.int(),
        captured: minor,
        tax: minor,
        shipping: minor,
        refundCount: z.int(),
        refunded: minor.meta({ description: 'Given back on this day; tax and shipping are parts of it' }),
        refundedTax: minor,
        refundedShipping: minor,
      }),
    ),
  })
  .meta({ id: 'Sales' });
