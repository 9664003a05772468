import { z } from 'zod';
import { fileAnswerSchema, goodParameters } from '../goods/good.schema.js';

/** The parameters of a notice's address. */
export const noticeParameters = goodParameters.extend({ id: z.string() });

export const noticeAnswerSchema = z
  .strictObject({
    id: z.string().meta({ example: 'upn_0195f3a07b6e7c3d8e9f0a1b2c3d4e5f' }),
    files: z.array(fileAnswerSchema.extend({ version: z.int() })),
    status: z.enum(['under_way', 'done']),
    looked: z.int().meta({ description: 'Orders of the good that were looked at' }),
    told: z.int().meta({ description: 'Those whose customers get a mail by this notice' }),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'UpdateNotice' });

export const ownersAnswerSchema = z
  .strictObject({
    owners: z.int().meta({ description: 'Open orders whose customers would be told now, of the newest 500 of the good' }),
    isMore: z.boolean().meta({ description: 'There are more than 500 orders: what is older was not counted' }),
    notice: noticeAnswerSchema.nullable().meta({ description: 'The one that was begun last' }),
  })
  .meta({ id: 'UpdateOwners' });
