import { z } from 'zod';
import { languages } from '../mails/languages.data.js';
import { isMailAddress } from '../smtp/mail-address.js';
import { contrastWithWhite, LEAST_CONTRAST } from './contrast.js';

const line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line');

/** Plain text of several lines; whatever is markup to others is shown as it stands. */
const lines = (most: number) =>
  z
    .string()
    .overwrite((text) => text.replaceAll('\r\n', '\n'))
    .max(most)
    .regex(/^(?:\n|\P{Cc})*$/u, 'must have no control characters but line breaks');

const mailAddress = z.string().refine((text) => text === '' || isMailAddress(text), 'must be a plain mail address');

const texts = z.strictObject({
  /** In place of the sentence that thanks for the order. */
  greeting: lines(1_000).default(''),
  /** Below everything that the mail tells. */
  closing: lines(1_000).default(''),
});

/** What a merchant's mails say of the shop, and how they look. What is empty is not said. */
export const receiptSchema = z.strictObject({
  /** The shop's name; empty: the merchant's id. */
  shopName: line(100),
  /** The SHA-256 of an image that was uploaded; empty: the shop's name stands there. */
  logo: z.string().regex(/^([0-9a-f]{64})?$/, 'must be the SHA-256 of a logo, in 64 hexadecimal digits'),
  /** Of links, of the shop's name and of the line at the top: all of them on white. */
  accentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, 'must be a color like #1f5fbf')
    .refine((color) => !/^#[0-9a-f]{6}$/.test(color) || contrastWithWhite(color) >= LEAST_CONTRAST, {
      error: ({ input }) =>
        `is too light to be read on white: its contrast is ${contrastWithWhite(String(input)).toFixed(2)}, and ${LEAST_CONTRAST} is needed`,
    }),
  /** Where customers ask. */
  supportEmail: mailAddress,
  supportPhone: line(40),
  /** https://… */
  supportUrl: z
    .string()
    .max(500)
    .refine((text) => text === '' || (URL.canParse(text) && text.startsWith('https://')), 'must be an https address'),
  /** Where answers to a mail go; empty: to `supportEmail`. */
  replyTo: mailAddress,
  language: z.enum(languages),
  texts: z.partialRecord(z.enum(languages), texts),
  /** What the law wants to stand at the foot: the company's name, address, register and tax numbers. */
  footer: lines(2_000),
  /** Each tax by jurisdiction and rate; otherwise their sum. */
  showsTaxLines: z.boolean(),
  showsSku: z.boolean(),
  showsCardDigits: z.boolean(),
});
export type ReceiptSettings = z.infer<typeof receiptSchema>;

export const defaultReceipt: ReceiptSettings = {
  shopName: '',
  logo: '',
  accentColor: '#1f5fbf',
  supportEmail: '',
  supportPhone: '',
  supportUrl: '',
  replyTo: '',
  language: 'en',
  texts: {},
  footer: '',
  showsTaxLines: true,
  showsSku: true,
  showsCardDigits: true,
};
