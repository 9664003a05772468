import { z } from 'zod';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'invalid_date')
  .meta({ description: 'A day of the time zone, YYYY-MM-DD; inclusive', example: '2026-11-23' });

const timeZone = z
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

const moment = z.iso.datetime({ offset: true, error: 'invalid_time' });
const period = {
  from: moment.meta({ description: 'From then on, brought to a whole quarter of an hour', example: '2026-11-01T00:00:00Z' }),
  to: moment.meta({ description: 'Until before then', example: '2026-12-01T00:00:00Z' }),
  timeZone,
};

/** The parameters of `GET /v1/reports/figures`. */
export const figuresSchema = z.strictObject({
  ...period,
  bucket: z.enum(['hour', 'day', 'month']).default('day').meta({ description: 'Of the series: of the time zone, 800 at most' }),
});
export type FiguresQuery = z.infer<typeof figuresSchema>;

export const breakdowns = ['product', 'country', 'tax', 'decline'] as const;

/** The parameters of `GET /v1/reports/breakdown`. */
export const breakdownSchema = z.strictObject({
  ...period,
  by: z.enum(breakdowns).meta({ description: 'What sales, tax or declines are broken down by' }),
});
export type BreakdownQuery = z.infer<typeof breakdownSchema>;

const count = z.int();

const figures = z
  .strictObject({
    placed: count,
    approved: count,
    declined: count,
    rejected: count,
    held: count,
    expired: count,
    voided: count,
    downloads: count.meta({ description: 'Complete ones' }),
    sales: count.meta({ description: 'Orders of which money was first taken' }),
    captures: count,
    captured: minor.meta({ description: 'All that was taken; goods, shipping and tax are its parts' }),
    goods: minor,
    shipping: minor,
    tax: minor,
    refunds: count,
    refunded: minor.meta({ description: 'All that was given back, whenever it was taken' }),
    refundedGoods: minor,
    refundedShipping: minor,
    refundedTax: minor,
    net: minor.meta({ description: 'Captured less refunded' }),
  })
  .meta({ id: 'Figures', description: 'Each counts at the moment of its own event: a time that is over never changes' });

export const figuresAnswerSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    timeZone: z.string(),
    bucket: z.string(),
    currencies: z.array(
      z.strictObject({
        currency: z.string(),
        total: figures,
        series: z.array(z.strictObject({ label: z.string(), begin: z.string(), figures })),
      }),
    ),
  })
  .meta({ id: 'FiguresReport' });

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
