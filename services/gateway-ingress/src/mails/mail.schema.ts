import { z } from 'zod';
import { email } from '../addresses/address.schema.js';

export const mailSchema = z
  .strictObject({
    kind: z
      .enum(['receipt', 'refund', 'credit'])
      .optional()
      .meta({ description: 'The receipt of a capture, or the note of a refund or of a credit; the receipt unless given' }),
    operation: z.string().optional().meta({
      description: 'The capture, refund or credit that it tells of; the latest unless given',
      example: 'cap_01890a5dac96774bbcceb302099a8057',
    }),
    to: email
      .optional()
      .meta({ description: 'Another address than the customer’s own; kept sealed, and used for this mail alone' }),
  })
  .meta({ id: 'NewMail' });

export type MailBody = z.infer<typeof mailSchema>;

const time = z.iso.datetime().meta({ example: '2026-11-23T12:00:00.000Z' });

export const mailAnswerSchema = z
  .strictObject({
    id: z.string().meta({ example: 'mail_01890a5dac96774bbcceb302099a8057' }),
    order: z.string().meta({ example: 'ord_01890a5dac96774bbcceb302099a8057' }),
    kind: z.string().meta({
      description: '`receipt`, `refund`, `credit`, `links`: new download links, or `update`: newer versions of files',
      example: 'receipt',
    }),
    operation: z.string().meta({
      description: 'The capture, refund, credit, re-issue (`rei_…`) or notice of an update (`upn_…`) that it tells of',
      example: 'cap_01890a5dac96774bbcceb302099a8057',
    }),
    recipient: z.enum(['customer', 'other']).meta({ description: 'The customer’s own address, or one that you named' }),
    status: z
      .enum(['pending', 'sent', 'failed'])
      .meta({ description: 'Pending until a mail server took it; failed with `code`: ask for another' }),
    createdAt: time,
    settledAt: time.nullable(),
    code: z.string().nullable().meta({
      description:
        'Why it failed: `mailbox_unknown`, `mailbox_disabled`, `domain_unknown`, `address_invalid`, `message_refused`, `not_taken` (for 72 hours), `customer_forgotten`',
    }),
    replyCode: z.int().nullable().meta({ description: 'The SMTP reply code of the last try', example: 550 }),
    smtpStatus: z.string().nullable().meta({ description: 'The enhanced status code of the last try', example: '5.1.1' }),
    tries: z
      .int()
      .nullable()
      .meta({ description: 'How often it was tried in vain, where it is pending and the mail server was asked already' }),
    nextTryAt: time.nullable(),
  })
  .meta({ id: 'Mail' });
