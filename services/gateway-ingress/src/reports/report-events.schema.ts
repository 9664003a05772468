import { z } from 'zod';
import { listOf, listSchema } from '../http/paging.js';
import { currency } from '../validation/fields.schema.js';
import { at, time } from './report.schema.js';

export const eventReports = ['figures', 'product', 'country', 'tax', 'decline', 'shipping', 'settlement', 'customer'] as const;
export type EventReport = (typeof eventReports)[number];

export const reportEventsParameters = z.object({
  report: z.enum(eventReports, 'unknown_report').meta({ description: 'The report that the figure stands in' }),
});
export type ReportEventsParameters = z.infer<typeof reportEventsParameters>;

const text = z.string().max(300, 'too_long').optional();

/** The parameters of `GET /v1/reports/{report}/events`. */
export const reportEventsSchema = listSchema.extend({
  ...time,
  at,
  currency,
  figure: z
    .string()
    .regex(/^[A-Za-z]{1,40}$/, 'invalid_figure')
    .meta({ description: 'As the report names it', example: 'captured' }),
  key: text.meta({
    description:
      'The row: its `key`, `processor`, or `order` of a customer. Without it the events are those of all rows, which is the sum beneath the column',
  }),
  detail: text.meta({ description: 'The row’s `detail`, where it has one' }),
  rate: z
    .string()
    .regex(/^\d\.\d{4,6}$/, 'invalid_rate')
    .optional()
    .meta({ description: 'The row’s `rate`, where it has one', example: '0.0400' }),
});
export type ReportEventsQuery = z.infer<typeof reportEventsSchema>;

export const reportEventsAnswerSchema = listOf(
  z.strictObject({
    id: z.string().meta({ example: 'evt_0190…' }),
    type: z.string(),
    order: z.string(),
    reference: z.string().nullable().meta({ description: 'Your own order number' }),
    occurredAt: z.iso.datetime(),
    amount: z.int().meta({ description: 'What it adds to the figure: minor units, or a count' }),
  }),
  'ReportEventList',
);
