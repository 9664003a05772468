import { z } from 'zod';
import { hasCardNumber } from '../cards/card-number-in-text.js';
import { text, unfitForText } from '../validation/fields.schema.js';
import { parseIp } from './ip-address.js';

const emailForm =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/;
/** Source: RFC 5321 §4.5.3.1, RFC 3696 erratum 1690. */
const MAX_EMAIL_LENGTH = 254;
const MAX_LOCAL_PART_LENGTH = 64;

const isEmail = (value: string): boolean =>
  value.length <= MAX_EMAIL_LENGTH && value.indexOf('@') <= MAX_LOCAL_PART_LENGTH && emailForm.test(value);

/** An address of RFC 5321 without quoting or literals; one line, so that it can stand in a mail header. */
export const email = z
  .string()
  .refine((value) => !unfitForText.test(value), { error: 'invalid_characters', abort: true })
  .refine(isEmail, { error: 'invalid_email', abort: true })
  .refine((value) => !hasCardNumber(value), 'card_number_in_text')
  .meta({ format: 'email', example: 'ann@example.com' });

/** As people write it; `normalPhone` says whether it is one. */
export const phone = z
  .string()
  .max(40, 'invalid_phone')
  .refine((value) => !unfitForText.test(value), 'invalid_characters')
  .meta({
    description: 'As people write it; without a country’s prefix it is one of the billing country',
    example: '(518) 555-0100',
  });

export const ipAddress = z
  .string()
  .refine((value) => parseIp(value) !== undefined, 'invalid_ip_address')
  .meta({ description: 'The customer’s, IPv4 or IPv6', example: '203.0.113.9' });

/** An address; what its country's addresses need of it is `checkAddress`'s to say. */
export const address = z
  .strictObject({
    name: text(100).optional(),
    line1: text(100).optional(),
    line2: text(100).optional(),
    city: text(100).optional(),
    region: text(40).optional().meta({
      description: 'ISO 3166-2 without the country, or the region’s name; where the country has regions',
      example: 'NY',
    }),
    postalCode: z
      .string()
      .max(16, { abort: true })
      .refine((value) => !hasCardNumber(value), 'card_number_in_text')
      .optional()
      .meta({ description: 'Where the country’s addresses have one', example: '12207' }),
    country: z
      .string()
      .max(40)
      .meta({ description: 'ISO 3166-1 alpha-2. A territory of the United States may also be a region of US', example: 'US' }),
  })
  .meta({ id: 'Address' });
