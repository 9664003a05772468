import { isCurrency } from '@tollgate/money';
import { isSku } from '@tollgate/order';
import { z } from 'zod';
import { hasCardNumber } from '../cards/card-number-in-text.js';

/** Control characters (CR and LF first of all, which would break a mail header), line separators, and halves of surrogate pairs. */
export const unfitForText = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** One line of text for people, or of a merchant's own. A card number in it would lie in the log and in mails in clear. */
export const text = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength, { abort: true }) // nothing further is searched
    .refine((value) => !unfitForText.test(value), 'invalid_characters')
    .refine((value) => !hasCardNumber(value), 'card_number_in_text');

/** What turns the direction of letters, so that a text shows itself as another one. Source: Unicode TR 36, bidirectional text spoofing. */
const turnsLetters = /[\u202a-\u202e\u2066-\u2069]/u;

/** One line that a person or key writes about the store's own affairs, and others read: it shows itself as it is. What customers and shops send may
 *  have such characters for good reasons (pasted telephone numbers, texts in Arabic or Hebrew), and mails leave them out. */
export const plainText = (maxLength: number) =>
  text(maxLength).refine((value) => !turnsLetters.test(value), 'invalid_characters');

/** Control characters but line breaks and tabs, and halves of surrogate pairs. */
const unfitForLines = /[\p{Cs}]|(?![\n\t])\p{Cc}/u;

/** Text of several lines for people, which shows itself as it is. */
export const lines = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength, { abort: true })
    .refine((value) => !unfitForLines.test(value) && !turnsLetters.test(value), 'invalid_characters')
    .refine((value) => !hasCardNumber(value), 'card_number_in_text');

export const sku = z
  .string()
  .refine(isSku, { error: 'invalid_sku', abort: true })
  .refine((value) => !hasCardNumber(value), 'card_number_in_text')
  .meta({ description: 'Letters, digits, dot, underscore, hyphen', example: 'EBOOK-1' });

/** In minor units: 99,999,999.99 of a currency with cents. Far below what DE 4 (12 digits) holds, so that tax and shipping fit, too. */
export const MAX_AMOUNT_MINOR = 9_999_999_999;

/** Minor units. What is no whole number, less than nothing, or more than an acquirer takes has a code of its own. */
export const amount = z
  .int({ error: (issue) => (issue.code === 'too_big' || issue.input === Infinity ? 'amount_too_large' : undefined) })
  .min(0, 'negative_amount')
  .max(MAX_AMOUNT_MINOR, 'amount_too_large')
  .meta({ description: 'In minor units of the currency: 1999 is 19.99 US dollars' });

export const currency = z
  .string()
  .refine(isCurrency, 'unknown_currency')
  .meta({ description: 'ISO 4217', example: 'USD', pattern: '^[A-Z]{3}$' });

const MAX_METADATA = 50;

/** Entries of the merchant's own. */
export const metadata = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,40}$/, { error: 'invalid_metadata_key', abort: true })
      .refine((name) => !hasCardNumber(name), 'card_number_in_text'),
    text(500),
  )
  .refine((entries) => Object.keys(entries).length <= MAX_METADATA, {
    error: 'too_many_items',
    params: { most: MAX_METADATA },
  })
  .meta({
    description: `At most ${MAX_METADATA} entries of your own; shown to you, and to nobody else`,
    example: { cart: 'c-17' },
  });

/** The parameters of an order's address; what is no id of an order names none, and is answered 404. */
export const orderParameters = z.object({ id: z.string().meta({ example: 'ord_01890a5dac96774bbcceb302099a8057' }) });

/** The parameters of an address that the link of a mail leads to; what is no token of ours opens nothing, and is answered 404. */
export const tokenParameters = z.object({ token: z.string().max(200) });

/** `?at=`: as it was at that moment, made of the events that had happened by then. */
export const momentQuery = z.strictObject({
  at: z.iso.datetime({ offset: true, error: 'invalid_time' }).optional().meta({
    description: 'As it was at this moment (RFC 3339): made of what had happened by then',
    example: '2026-11-23T12:00:00Z',
  }),
});
export type MomentQuery = z.infer<typeof momentQuery>;
