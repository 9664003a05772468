import { z } from 'zod';
import { downloadSchema, licenseKeySchema } from '../orders/download-answer.schema.js';
import { emptyKept } from '../validation/without-empty.js';

const maxLines = 100;

export const reissueSchema = z
  .strictObject({
    lines: z
      .array(z.int().meta({ description: 'The order’s item, from 1' }))
      .min(1)
      .max(maxLines)
      .optional()
      .meta({ description: 'The items whose downloads get new links; all unless given' }),
    mail: z
      .boolean()
      .optional()
      .meta({ description: 'Whether the customer gets a mail with the new links; true unless given. False: you hand them on' }),
  })
  .meta({ id: 'NewReissue' })
  .register(emptyKept, { members: ['lines'] });

export type ReissueBody = z.infer<typeof reissueSchema>;

export const reissueAnswerSchema = z
  .strictObject({
    id: z.string().meta({ example: 'rei_01890a5dac96774bbcceb302099a8057' }),
    order: z.string().meta({ example: 'ord_01890a5dac96774bbcceb302099a8057' }),
    status: z.enum(['pending', 'succeeded']).meta({ description: 'Pending until the links are issued' }),
    createdAt: z.iso.datetime().meta({ example: '2026-11-23T12:00:00.000Z' }),
    downloads: z.array(downloadSchema).meta({ description: 'The new links; empty while pending' }),
    licenseKeys: z
      .array(licenseKeySchema)
      .meta({ description: 'The keys that have a page of their own, with its new link; empty while pending' }),
  })
  .meta({ id: 'Reissue' });
