import { z } from 'zod';
import { currency as knownCurrency } from '../validation/fields.schema.js';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'invalid_date')
  .meta({ description: 'A day of the time zone, YYYY-MM-DD; inclusive', example: '2026-11-23' });

export const timeZone = z
  .string()
  .max(64, 'invalid_time_zone')
  .default('UTC')
  .meta({ description: 'IANA name of the time zone whose days they are', example: 'America/New_York' });

export const moment = z.iso.datetime({ offset: true, error: 'invalid_time' });

/** A time between two moments. */
export const time = {
  from: moment.meta({ description: 'Then or later; brought to whole quarters of an hour', example: '2026-11-23T00:00:00-05:00' }),
  to: moment.meta({ description: 'Before then', example: '2026-11-24T00:00:00-05:00' }),
};

export const at = moment.default('').meta({
  description:
    'As it was known at this moment: of what happened until then. A busy moment is taken at whole quarters of an hour alone',
  example: '2026-11-23T18:00:00Z',
});

/** Of one currency alone. */
export const currency = knownCurrency
  .default('')
  .meta({ description: 'ISO 4217: of this currency alone; all of them without it', example: 'USD' });

/** The parameters of `GET /v1/reports/sales`. */
export const salesSchema = z.strictObject({ from: day, to: day, timeZone, at, currency });

/** Days of each store's own time zone, both inclusive. */
export const days = { from: day, to: day };

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
