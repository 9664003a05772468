import { z } from 'zod';
import { languages } from '../mails/languages.data.js';
import { isMailAddress } from '../smtp/mail-address.js';

const line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line');

/** What a merchant's mails say of the shop. */
export const receiptSchema = z.strictObject({
  /** The shop's name; empty: the merchant's id. */
  shopName: line(100),
  /** Where customers ask; empty: nothing is said. */
  supportEmail: z.string().refine((text) => text === '' || isMailAddress(text), 'must be a plain mail address'),
  /** https://… ; empty: nothing is said. */
  supportUrl: z
    .string()
    .max(500)
    .refine((text) => text === '' || (URL.canParse(text) && text.startsWith('https://')), 'must be an https address'),
  language: z.enum(languages),
});
export type ReceiptSettings = z.infer<typeof receiptSchema>;

export const defaultReceipt: ReceiptSettings = { shopName: '', supportEmail: '', supportUrl: '', language: 'en' };
