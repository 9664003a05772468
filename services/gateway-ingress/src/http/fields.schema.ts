import { isIP } from 'node:net';
import { isCurrency } from '@tollgate/money';
import { z } from 'zod';
import { maxAmountMinor } from '../baskets/check-basket.js';

/** Control characters (CR and LF first of all, which would break a mail header), line separators, and halves of surrogate pairs. */
const unfit = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** One line of text for people. */
export const text = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((value) => !unfit.test(value), 'invalid_characters');

const skuForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
export const sku = z
  .string()
  .regex(skuForm, 'invalid_sku')
  .meta({ description: 'Letters, digits, dot, underscore, hyphen', example: 'EBOOK-1' });

/** Minor units. What is no whole number, less than nothing, or more than an acquirer takes has a code of its own. */
export const amount = z
  .int({ error: (issue) => (issue.code === 'too_big' || issue.input === Infinity ? 'amount_too_large' : undefined) })
  .min(0, 'negative_amount')
  .max(maxAmountMinor, 'amount_too_large')
  .meta({ description: 'In minor units of the currency: 1999 is 19.99 US dollars' });

export const currency = z
  .string()
  .refine(isCurrency, 'unknown_currency')
  .meta({ description: 'ISO 4217', example: 'USD', pattern: '^[A-Z]{3}$' });

const emailForm =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/;
const maxEmailLength = 254;

/** An address of RFC 5321 without quoting or literals; one line, so that it can stand in a mail header. */
export const email = z
  .string()
  .refine((value) => !unfit.test(value), { error: 'invalid_characters', abort: true })
  .refine((value) => value.length <= maxEmailLength && emailForm.test(value), 'invalid_email')
  .meta({ format: 'email', example: 'ann@example.com' });

export const phone = z
  .string()
  .regex(/^\+?[0-9][0-9 ().-]{2,30}$/, 'invalid_phone')
  .meta({ example: '+15005550001' });

export const ipAddress = z
  .string()
  .refine((value) => isIP(value) !== 0 && !value.includes('%'), 'invalid_ip_address')
  .meta({ description: 'The customer’s, IPv4 or IPv6', example: '203.0.113.9' });

export const address = z
  .strictObject({
    name: text(100).optional(),
    line1: text(100).optional(),
    line2: text(100).optional(),
    city: text(100).optional(),
    region: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'ISO 3166-2 without the country; where the country has regions', example: 'NY' }),
    postalCode: z.string().max(16).optional().meta({ description: 'Where the country has postal codes', example: '12207' }),
    country: z.string().max(40).meta({ description: 'ISO 3166-1 alpha-2', example: 'US' }),
  })
  .meta({ id: 'Address' });
