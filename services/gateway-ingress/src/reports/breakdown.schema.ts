import { z } from 'zod';
import { timeZone } from './report.schema.js';

const moment = z.iso.datetime({ offset: true, error: 'invalid_time' });

export const breakdowns = ['product', 'country', 'tax', 'decline'] as const;

/** The parameters of `GET /v1/reports/breakdown`. */
export const breakdownSchema = z.strictObject({
  from: moment.meta({ description: 'Then or later; brought to whole quarters of an hour', example: '2026-11-23T00:00:00-05:00' }),
  to: moment.meta({ description: 'Before then', example: '2026-11-24T00:00:00-05:00' }),
  timeZone,
  by: z.enum(breakdowns).meta({ description: 'What sales, tax or declines are broken down by' }),
});
export type BreakdownQuery = z.infer<typeof breakdownSchema>;

const count = z.int();
const minor = z.int().meta({ description: 'Minor units' });

export const breakdownAnswerSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    by: z.enum(breakdowns),
    isCut: z.boolean().meta({ description: 'There are more rows than the 2,000 that are shown' }),
    data: z.array(
      z.strictObject({
        currency: z.string(),
        key: z.string().meta({ description: 'The sku, country of destination, jurisdiction, or the code of the decline' }),
        detail: z.string().meta({ description: 'The name of the tax; declined, rejected or held' }),
        rate: z.string().nullable().meta({ description: 'Of a tax', example: '0.0400' }),
        orders: count,
        quantity: count,
        total: minor,
        captured: minor,
        shipping: minor,
        taxable: minor,
        tax: minor,
        refunds: count,
        returnedQuantity: count,
        refunded: minor,
        refundedShipping: minor,
        refundedTaxable: minor,
        refundedTax: minor,
      }),
    ),
  })
  .meta({ id: 'BreakdownReport' });
