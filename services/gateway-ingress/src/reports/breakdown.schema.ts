import { z } from 'zod';
import { at, currency, time, timeZone } from './report.schema.js';

export const breakdowns = ['product', 'country', 'tax', 'shipping', 'decline'] as const;

/** The parameters of `GET /v1/reports/breakdown`. */
export const breakdownSchema = z.strictObject({
  ...time,
  timeZone,
  at,
  currency,
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
        key: z
          .string()
          .meta({ description: 'The sku, country of destination, jurisdiction, method of shipping, or the code of the decline' }),
        detail: z
          .string()
          .meta({ description: 'The name of the tax; the country that a method went to; declined, rejected or held' }),
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
        shippingTax: minor.meta({ description: 'Of shipping: the tax on it' }),
        refundedShippingTax: minor,
      }),
    ),
  })
  .meta({ id: 'BreakdownReport' });
