import { z } from 'zod';
import { plainText } from '../validation/fields.schema.js';
import { timeZoneIn } from './time-zone.js';

const timeZone = z
  .string()
  .max(64, 'invalid_time_zone')
  .transform((value, context) => {
    const zone = timeZoneIn(value);
    if (zone === undefined) context.addIssue({ code: 'custom', message: 'invalid_time_zone' });
    return zone ?? '';
  });

const zoneMeta = { description: 'IANA: in which the store’s days are told', example: 'America/New_York' };

export const storeBodySchema = z
  .strictObject({ name: plainText(100).meta({ example: 'Ann’s Books' }), timeZone: timeZone.meta(zoneMeta) })
  .meta({ id: 'StoreRecord' });
export type StoreBody = z.infer<typeof storeBodySchema>;

export const storeSchema = z
  .strictObject({
    id: z.string().meta({ example: 'mer_demo' }),
    name: z.string(),
    timeZone: z.string().meta(zoneMeta),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Store' });
