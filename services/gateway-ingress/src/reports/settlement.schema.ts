import { z } from 'zod';
import { figuresSchema } from './figures.schema.js';

/** The parameters of `GET /v1/reports/settlement`. */
export const settlementSchema = figuresSchema;

const count = z.int();
const minor = z.int().meta({ description: 'Minor units' });

export const settlementAnswerSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    timeZone: z.string(),
    data: z.array(
      z.strictObject({
        currency: z.string(),
        label: z.string().meta({ description: 'The hour, day or month of the time zone' }),
        begin: z.iso.datetime(),
        processor: z.string().meta({ description: 'Empty where nobody was asked, as nothing was to be paid' }),
        captures: count,
        captured: minor,
        refunds: count,
        refunded: minor,
        net: minor.meta({ description: 'Captured less refunded: what the processor owes of it, before its fees' }),
      }),
    ),
  })
  .meta({ id: 'SettlementReport' });
