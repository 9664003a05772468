import type { MessageInitShape, ResumableUploadSchema } from '@tollgate/contracts';
import type { Upload } from './uploads.repository.js';

type Described = Pick<Upload, 'id' | 'sku' | 'name' | 'sizeBytes' | 'sha256' | 'offsetBytes' | 'expiresAt' | 'file'>;

/** An upload as messages hold it. */
export const describeUpload = ({ id, sku, name, sizeBytes, sha256, offsetBytes, expiresAt, file }: Described) =>
  ({
    id,
    sku,
    fileName: name,
    sizeBytes: BigInt(sizeBytes),
    sha256: sha256 ?? '',
    offsetBytes: BigInt(offsetBytes),
    expiresAt: expiresAt.toISOString(),
    ...(file === undefined ? {} : { file }),
  }) satisfies MessageInitShape<typeof ResumableUploadSchema>;
