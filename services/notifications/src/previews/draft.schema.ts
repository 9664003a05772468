import { z } from 'zod';
import { languages } from '../mails/languages.data.js';
import { isMailAddress } from '../smtp/mail-address.js';

/** Mails that look like the designed receipt. */
export const previewedKinds = ['receipt', 'refund', 'links'] as const;

/** What a preview is asked for. */
export const draftSchema = z.object({
  merchant: z.string().min(1),
  mode: z.enum(['test', 'live']),
  /** JSON */
  document: z.string(),
  /** Undefined: the document's own. */
  language: z
    .literal('')
    .transform(() => undefined)
    .or(z.enum(languages)),
  kind: z.enum(previewedKinds),
  /** Undefined: a made-up order. */
  order: z
    .literal('')
    .transform(() => undefined)
    .or(z.uuid()),
});
export type Draft = z.infer<typeof draftSchema>;

export const testMailSchema = z.object({ id: z.uuid(), draft: draftSchema, email: z.string().refine(isMailAddress) });
