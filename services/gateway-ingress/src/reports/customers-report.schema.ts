import { z } from 'zod';
import { at, currency, time } from './report.schema.js';

/** The parameters of `GET /v1/reports/customers`. */
export const customersReportSchema = z.strictObject({ ...time, at, currency });
export type CustomersReportQuery = z.infer<typeof customersReportSchema>;

const count = z.int();
const minor = z.int().meta({ description: 'Minor units' });
const figures = {
  orders: count.meta({ description: 'Of which money was first taken' }),
  captured: minor,
  refunds: count,
  refunded: minor,
  net: minor,
};

export const customersReportAnswerSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    data: z
      .array(
        z.strictObject({
          currency: z.string(),
          order: z.string().meta({ description: 'The newest of theirs in the time; names them to `customer/events`' }),
          id: z.string().nullable().meta({ description: '`cus_…`; null once they were forgotten' }),
          name: z.string().nullable(),
          email: z.string().nullable(),
          isNew: z.boolean().meta({ description: 'Their first order was placed in the time' }),
          ...figures,
        }),
      )
      .meta({ description: 'By currency, the largest net first; at most a hundred each' }),
    groups: z.array(
      z.strictObject({
        currency: z.string(),
        kind: z.enum(['new', 'returning', 'unknown']).meta({ description: '`unknown`: orders without an e-mail address' }),
        customers: count,
        ...figures,
      }),
    ),
  })
  .meta({ id: 'CustomersReport' });
