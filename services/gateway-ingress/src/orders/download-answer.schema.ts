import { fileUrl } from '@tollgate/download-link';
import { type ByForm, type KnownForm, ofForm } from '@tollgate/order';
import { z } from 'zod';
import { toJsonInteger } from './json-integer.js';

/** What the API answers of a thing that the customer may have: its documentation, and what its form tells of it. A further form of
 *  things in orders is said here; what is uploaded, in `goods`. */
export const downloadSchema = z
  .strictObject({
    sku: z.string(),
    fileName: z.string(),
    size: z.int().meta({ description: 'Bytes' }),
    sha256: z.string(),
    url: z.url().meta({
      description:
        'A page for the customer, with a button; the file itself is at `fileUrl`. Good for one complete download. Whoever has it can download: ' +
        'keep it secret.',
    }),
    fileUrl: z.url().meta({
      description:
        'The bytes of the file, for programs: one complete download by it and `url` together. A part is asked for by Range, and one that broke ' +
        'off goes on so. As secret as `url`.',
    }),
    expiresAt: z.iso.datetime().meta({ example: '2026-11-23T12:00:00.000Z' }),
  })
  .meta({ id: 'Download' });

const described: ByForm<(url: string) => object> = {
  file:
    ({ name, sizeBytes, sha256 }) =>
    (url) => ({ fileName: name, size: toJsonInteger(sizeBytes), sha256, url, fileUrl: fileUrl(url) }),
};

/** A thing as its form tells of it, by the address of its page; where its bytes lie is none of the merchant's business. */
export const describeThing = (form: KnownForm, url: string): object => ofForm(described, form)(url);
