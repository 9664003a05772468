import { z } from 'zod';
import { fileAnswerSchema, goodParameters } from '../goods/good.schema.js';

/** The parameters of an upload's address. */
export const uploadParameters = goodParameters.extend({ id: z.string() });

export const uploadAnswerSchema = z
  .strictObject({
    id: z.string().meta({ example: 'upl_0195f3a07b6e7c3d8e9f0a1b2c3d4e5f' }),
    name: z.string(),
    size: z.int().meta({ description: 'Bytes of the whole file' }),
    sha256: z.string().nullable().meta({ description: 'Of the whole file, where it was told: it is checked at the end' }),
    offset: z.int().meta({ description: 'So many bytes are here for good: go on there' }),
    expiresAt: z.string().meta({ description: 'What has not come by then is given up; each request puts it off' }),
    file: fileAnswerSchema.nullable().meta({ description: 'The file as it is sold, once all of it came' }),
  })
  .meta({ id: 'Upload' });

export const uploadListSchema = z.strictObject({ data: z.array(uploadAnswerSchema) }).meta({ id: 'UploadList' });
