import { type AcquirerProfile, isFieldName, PROFILES, parseAttribute } from '@tollgate/iso8583';
import { z } from 'zod';

const digits = (count: string) => z.string().regex(new RegExp(`^\\d{${count}}$`), `digits, ${count} of them`);
const fieldName = z.string().refine(isFieldName, 'no name of a data element: see field-names.data.ts, or de2 to de128');
const code = z.string().regex(/^[0-9A-Za-z]{2}$/, 'two letters or digits');
const digitEncoding = z.enum(['ascii', 'ebcdic', 'bcd']);
const byteEncoding = z.enum(['binary', 'hex']);
const bcdPadding = z.enum(['left-0', 'right-0', 'right-f']);

const isAttribute = (text: string): boolean => {
  try {
    return parseAttribute(text) !== undefined;
  } catch {
    return false;
  }
};

const wire = z.strictObject({
  framing: z.strictObject({
    length: z.enum(['binary-2', 'binary-4', 'ascii-4']),
    countsItself: z.boolean(),
    header: z.string().regex(/^([0-9a-f]{2})*$/, 'hexadecimal digits, lower case'),
    maxLength: z.int().min(64).max(60_000),
  }),
  packing: z.strictObject({
    type: digitEncoding,
    bitmap: byteEncoding,
    digits: digitEncoding,
    text: z.enum(['ascii', 'ebcdic']),
    bytes: byteEncoding,
    lengths: digitEncoding,
    bcdPadding,
  }),
  fields: z.record(
    z.string().regex(/^([2-9]|[1-9]\d|1[01]\d|12[0-8])$/, 'the number of a data element, 2 to 128'),
    z.strictObject({
      attribute: z.string().refine(isAttribute, 'no attribute, such as n12 or ans...999').optional(),
      encoding: z.enum(['ascii', 'ebcdic', 'bcd', 'binary', 'hex']).optional(),
      lengthEncoding: digitEncoding.optional(),
      bcdPadding: bcdPadding.optional(),
    }),
  ),
});

const codes = z
  .strictObject({
    approved: z.array(code).min(1),
    partial: z.array(code),
    reversed: z.array(code),
    retried: z.array(code),
    duplicate: z.array(code).default([]),
    reversalDone: z.array(code).min(1),
    declines: z.record(code, z.string().regex(/^[a-z_]+$/)),
  })
  .refine(
    ({ approved, partial, reversed, retried, duplicate }) => {
      const all = [...approved, ...partial, ...reversed, ...retried, ...duplicate];
      return new Set(all).size === all.length;
    },
    { message: 'a code stands in one of approved, partial, reversed, retried and duplicate only' },
  );

const acceptor = z.strictObject({
  terminalId: z
    .string()
    .regex(/^[ -~]{0,7}[!-~]$/)
    .optional(),
  merchantId: z
    .string()
    .regex(/^[ -~]{0,14}[!-~]$/)
    .optional(),
  merchantCategory: digits('4').optional(),
  nameLocation: z.string().max(40).optional(),
});

const avsLetters = z.record(z.string().length(1), z.enum(['Y', 'A', 'Z', 'N', 'U']));
const position = z.int().min(0).max(24);

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};

/** The form of a profile in a file. */
const profileForm = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  wire,
  match: z.strictObject({ money: z.array(fieldName).min(1), management: z.array(fieldName).min(1) }),
  signOn: z.strictObject({ required: z.boolean(), on: digits('3'), off: digits('3'), echo: digits('3') }),
  types: z.strictObject({
    capture: z.enum(['0220', '0200']),
    refund: z.enum(['0220', '0200']),
    void: z.enum(['0400', '0420']),
    reverse: z.enum(['0400', '0420']),
  }),
  codes,
  partialApproval: z.enum(['accept', 'reverse']),
  verification: z.strictObject({
    field: fieldName,
    layout: z.strictObject({ avs: position, cvc: position }),
    avs: z.strictObject({ default: avsLetters, discover: avsLetters.optional() }),
  }),
  privateData: z.strictObject({
    field: fieldName,
    tags: z.strictObject({ addressDigits: digits('2'), postalCode: digits('2'), cvc: digits('2') }),
  }),
  orderField: fieldName.optional(),
  finalCapture: z.strictObject({ field: fieldName, final: z.string().min(1), partial: z.string().min(1).optional() }),
  processingCodes: z.strictObject({ purchase: digits('6'), refund: digits('6') }),
  posEntryMode: z.strictObject({ entered: digits('3'), stored: digits('3') }),
  posConditionCode: digits('2'),
  acquirerCountry: digits('3').optional(),
  acceptor,
  acceptors: z.record(z.string(), acceptor).optional(),
  constants: z.record(fieldName, z.string().min(1)).optional(),
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone'),
  currencies: z.strictObject({
    exponents: z.record(z.string().regex(/^[A-Z]{3}$/), z.int().min(0).max(4)),
    taken: z.array(z.string().regex(/^[A-Z]{3}$/)).optional(),
  }),
  authorizationDays: z.int().min(1).max(60),
});

const baseForm = z.looseObject({ extends: z.enum(Object.keys(PROFILES)).optional() });

/** Reads a profile out of JSON. With `"extends": "iso87-ascii"` what it leaves out is that profile's, one whole top-level part at a time.
 *  Throws ZodError, naming each place that is wrong. */
export const parseProfile = (json: unknown): AcquirerProfile => {
  const { extends: base, ...own } = baseForm.parse(json);
  // JSON knows no undefined: what is optional is there or is not.
  return profileForm.parse({ ...(base === undefined ? {} : PROFILES[base]), ...own }) as AcquirerProfile;
};
