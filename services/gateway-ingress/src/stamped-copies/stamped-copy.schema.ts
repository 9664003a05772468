import { z } from 'zod';
import { listOf, listSchema } from '../http/paging.js';

const statuses = ['waiting', 'ready', 'failed'] as const;

/** The query of `GET /v1/stamped-copies`. */
export const copyListSchema = listSchema.extend({
  status: z
    .enum(statuses)
    .exactOptional()
    .meta({ description: '`waiting`: not made yet; `ready`: to be fetched; `failed`: it could not be made. All unless given' }),
  order: z.string().max(40).default('').meta({ description: 'Of this order alone: `ord_…`' }),
});

export type CopyListQuery = z.infer<typeof copyListSchema>;

const copySchema = z
  .strictObject({
    order: z.string().meta({ example: 'ord_01890a5dac96774bbcceb302099a8057' }),
    sku: z.string(),
    fileName: z.string(),
    status: z.enum(statuses),
    code: z.string().nullable().meta({ description: 'Why it could not be made, such as `file_too_complex`; null otherwise' }),
    tries: z.int().meta({ description: 'How often its making began' }),
    changedAt: z.iso.datetime().meta({ description: 'Since when it is so', example: '2026-11-23T12:00:00.000Z' }),
  })
  .meta({ id: 'StampedCopy' });

export const copyListAnswerSchema = listOf(copySchema, 'StampedCopyList');

export const retrySchema = z
  .strictObject({
    order: z.string(),
    retried: z
      .int()
      .meta({ description: 'How many copies are made anew; 0: none had failed, or nobody may fetch them any more' }),
  })
  .meta({ id: 'StampedCopyRetry' });
