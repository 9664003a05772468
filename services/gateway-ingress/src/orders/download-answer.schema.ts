import { fileUrl } from '@tollgate/download-link';
import { type FileEntitlement, thingOf } from '@tollgate/order';
import { z } from 'zod';
import { toJsonInteger } from './json-integer.js';

/** What the API answers of a file that the customer may have: its documentation, and what its form tells of it. What is uploaded is said in
 *  `goods`. */
export const downloadSchema = z
  .strictObject({
    sku: z.string(),
    fileName: z.string(),
    size: z
      .int()
      .nullable()
      .meta({
        description:
          'Bytes. Null, as is `sha256`, of a file with a stamp: its buyer gets a copy of their own, which is made after the order is answered. The page, ' +
          '`Content-Length` and `Repr-Digest` of `fileUrl` tell both once it is there.',
      }),
    sha256: z.string().nullable(),
    url: z.url().meta({
      description:
        'A page for the customer, with a button; the file itself is at `fileUrl`. Good for one complete download. Whoever has it can download: ' +
        'keep it secret.',
    }),
    fileUrl: z.url().meta({
      description:
        'The bytes of the file, for programs: one complete download by it and `url` together. A part is asked for by Range, and one that broke ' +
        'off goes on so. 503 with Retry-After (`being_prepared`) while a buyer’s own copy is made. As secret as `url`.',
    }),
    expiresAt: z.iso.datetime().meta({ example: '2026-11-23T12:00:00.000Z' }),
  })
  .meta({ id: 'Download' });

/** A file by the address of its page; where its bytes lie is none of the merchant's business. */
export const describeFileOf = ({ form }: Pick<FileEntitlement, 'form'>, url: string): object => {
  const { name, sizeBytes, sha256 } = thingOf(form);
  const size = sizeBytes === undefined ? null : toJsonInteger(sizeBytes);
  return { fileName: name, size, sha256: sha256 ?? null, url, fileUrl: fileUrl(url) };
};

export const licenseKeySchema = z
  .strictObject({
    id: z
      .string()
      .meta({ description: 'What the key is called where it is not shown', example: 'lic_01890a5dac96774bbcceb302099a8057' }),
    sku: z.string(),
    line: z.int().meta({ description: 'The order’s item, from 1' }),
    key: z.string().meta({ description: 'For the customer alone: keep it secret', example: 'ABCDE-FGHJK-MNPQR-STUVW' }),
    url: z.url().meta({ description: 'The customer’s page with the keys of this item' }),
  })
  .meta({ id: 'LicenseKey' });
