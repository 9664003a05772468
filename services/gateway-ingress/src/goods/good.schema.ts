import { isFilePath } from '@tollgate/order';
import { z } from 'zod';
import { hasCardNumber } from '../cards/card-number-in-text.js';
import { listSchema } from '../http/paging.js';
import { plainText, sku } from '../validation/fields.schema.js';

const delivery = z.enum(['pinned', 'latest']).meta({
  description:
    'Which version of its files links serve: `pinned`, the one of the moment of the order, or `latest`, the newest one when the download begins; what has begun goes on with its own',
});

/** The body of `PUT /v1/goods/{sku}`. */
export const goodSchema = z
  .strictObject({
    kind: z.enum(['digital', 'physical']),
    description: plainText(200).exactOptional(),
    delivery: delivery.exactOptional(),
  })
  .meta({ id: 'GoodRequest' });

export type GoodBody = z.infer<typeof goodSchema>;

/** The parameters of a good's address. */
export const goodParameters = z.object({ sku });

/** The parameters of a file's address. */
export const fileParameters = z.object({
  sku,
  name: z
    .string()
    .refine(isFilePath, { error: 'invalid_file_name', abort: true })
    .refine((name) => !hasCardNumber(name), 'card_number_in_text'),
});

export const fileAnswerSchema = z
  .strictObject({ name: z.string(), size: z.int().meta({ description: 'Bytes' }), sha256: z.string() })
  .meta({ id: 'File' });

const stampText = plainText(200).meta({
  description: 'What is written on each buyer’s copy, with {name}, {email}, {order} and {date}',
  example: 'Licensed to {name} <{email}>, {order}, {date}',
});
const stampPages = z.enum(['all', 'first', 'last']).meta({
  description: 'Which pages of a PDF bear it; an EPUB gets a page of its own, at the beginning (`first`) or at the end',
});

/** The body of `PUT /v1/goods/{sku}/files/{name}/stamp`. */
export const stampSchema = z.strictObject({ text: stampText, pages: stampPages.default('all') }).meta({ id: 'StampRequest' });

/** The query of `GET …/stamp/sample`. */
export const stampSampleSchema = z.strictObject({ text: stampText, pages: stampPages.default('all') });

export type StampBody = z.infer<typeof stampSchema>;

const stampAnswer = z.strictObject({ text: stampText, pages: stampPages }).nullable().meta({
  description:
    'Where each buyer gets a copy of their own: what is written on it. `size` and `sha256` are those of what was uploaded',
});

export const fileVersionSchema = fileAnswerSchema
  .extend({
    version: z.int().nullable().meta({ description: 'From 1, of its name: what replaces a file is its next version' }),
    addedAt: z.string().nullable(),
    stamp: stampAnswer,
  })
  .meta({ id: 'FileVersion' });

const count = (description: string) => z.int().meta({ description });

export const stampStateSchema = z
  .strictObject({
    file: fileVersionSchema,
    waiting: count('Copies that are still to be made'),
    ready: count('Copies that lie ready: they are removed once they are fetched, refunded or out of time'),
    failed: count('Copies that could not be made: their buyers get nothing until their links are issued anew'),
    failures: z.array(z.strictObject({ order: z.string(), code: z.string(), failedAt: z.string() })).meta({
      description: 'The newest of these',
    }),
  })
  .meta({ id: 'StampState' });

export const goodAnswerSchema = z
  .strictObject({
    sku: z.string(),
    kind: z.enum(['digital', 'physical']),
    description: z.string(),
    delivery,
    files: z.array(fileVersionSchema),
    licenseKeys: z
      .strictObject({ kind: z.enum(['pool', 'pattern', 'signed']), activations: z.int() })
      .nullable()
      .meta({ description: 'Where it is sold with license keys: see `…/license-keys`' }),
  })
  .meta({ id: 'Good' });

/** `?search=`: what stands in a sku, a description or a file's name. */
export const goodListSchema = listSchema.extend({
  search: plainText(200)
    .default('')
    .meta({ description: 'Stands in the sku, the description or the name of a file, in capitals or not', example: 'book' }),
});

export type GoodListQuery = z.infer<typeof goodListSchema>;

export const downloadPagesAnswerSchema = z
  .strictObject({
    data: z.array(
      z.strictObject({
        name: z.string().meta({ description: 'Of the file' }),
        html: z.string().meta({ description: 'A whole document, whose links lead nowhere' }),
      }),
    ),
  })
  .meta({ id: 'DownloadPages' });
