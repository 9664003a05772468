import { z } from 'zod';
import { settingsDocumentSchema } from '../settings/settings.schema.js';
import { languages } from '../users/languages.data.js';

/** The body of previews and test mails. */
export const draftSchema = z
  .strictObject({
    settings: settingsDocumentSchema,
    language: z.enum(languages).optional().meta({ description: 'Instead of that of the settings' }),
    kind: z
      .enum(['receipt', 'refund', 'links'])
      .optional()
      .meta({ description: '`receipt` unless given; `links`: new download links' }),
    order: z.string().optional().meta({
      description: 'An order of yours with a capture, or a refund; left out, a made-up one',
      example: 'ord_01890a5dac96774bbcceb302099a8057',
    }),
  })
  .meta({ id: 'ReceiptDraft' });
export type DraftBody = z.infer<typeof draftSchema>;

export const previewAnswerSchema = z
  .strictObject({
    subject: z.string(),
    html: z.string().meta({ description: 'A page of its own; it loads nothing, and its links lead nowhere' }),
    text: z.string(),
  })
  .meta({ id: 'ReceiptPreview' });

export const testMailAnswerSchema = z
  .strictObject({ to: z.string().meta({ description: 'Your own address', example: 'olga@books.example' }) })
  .meta({ id: 'TestMail' });

export const logoParameters = z.object({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'invalid_checksum')
    .meta({ description: 'Of its bytes, in hexadecimal' }),
});

export const logoAnswerSchema = z
  .strictObject({
    sha256: z.string(),
    type: z.enum(['image/png', 'image/jpeg', 'image/webp']),
    width: z.int().meta({ description: 'Pixels' }),
    height: z.int(),
  })
  .meta({ id: 'Logo' });
