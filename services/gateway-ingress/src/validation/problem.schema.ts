import { z } from 'zod';

/** The body of every error. Source: RFC 9457. */
export const problemSchema = z
  .object({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable: what programs go by' }),
    detail: z.string().optional(),
    field: z.string().optional().meta({ description: 'JSON pointer into the body, or the name of a parameter or header' }),
    requestId: z.string(),
    errors: z.array(z.object({ code: z.string(), field: z.string(), detail: z.string().optional() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });
