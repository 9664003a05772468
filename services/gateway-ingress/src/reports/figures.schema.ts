import { z } from 'zod';
import { at, currency, time, timeZone } from './report.schema.js';

/** The parameters of `GET /v1/reports/figures`. */
export const figuresSchema = z.strictObject({
  ...time,
  timeZone,
  at,
  currency,
  bucket: z.enum(['hour', 'day', 'month', 'period'], 'invalid_bucket').default('day').meta({
    description:
      'What the series goes by: at most 800 of them. `period` is all of the time as one: what it comes to, and in which currencies',
  }),
});
export type FiguresQuery = z.infer<typeof figuresSchema>;

const count = z.int();
const minor = z.int().meta({ description: 'Minor units' });

const figures = z
  .strictObject({
    placed: count.meta({ description: 'Orders, by what became of them' }),
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
  .meta({ id: 'Figures' });

export const figuresAnswerSchema = z
  .strictObject({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    timeZone: z.string(),
    data: z
      .array(
        z.strictObject({
          currency: z.string(),
          total: figures,
          series: z.array(z.strictObject({ label: z.string(), begin: z.iso.datetime(), figures })),
        }),
      )
      .meta({ description: 'The currencies in which anything happened' }),
  })
  .meta({ id: 'FiguresReport' });
