import { type ResumableUpload, toPublicId } from '@tollgate/contracts';
import { describeFile } from '../goods/describe-good.js';
import { toJsonInteger } from '../orders/json-integer.js';

type Shown = Pick<ResumableUpload, 'id' | 'fileName' | 'sizeBytes' | 'sha256' | 'offsetBytes' | 'expiresAt' | 'file'>;

export const UPLOAD_PREFIX = 'upl';

/** An upload as the merchant sees it. */
export const describeUpload = ({ id, fileName, sizeBytes, sha256, offsetBytes, expiresAt, file }: Shown) => ({
  id: toPublicId(UPLOAD_PREFIX, id),
  name: fileName,
  size: toJsonInteger(sizeBytes),
  sha256: sha256 || null,
  offset: toJsonInteger(offsetBytes),
  expiresAt,
  file: file === undefined ? null : describeFile(file),
});

/** The same in the headers that tus clients read. */
export const tusHeadersOf = ({ fileName, sizeBytes, offsetBytes, expiresAt }: Shown): Readonly<Record<string, string>> => ({
  'upload-offset': String(offsetBytes),
  'upload-length': String(sizeBytes),
  'upload-metadata': `filename ${Buffer.from(fileName).toString('base64')}`,
  'upload-expires': new Date(expiresAt).toUTCString(),
  'cache-control': 'no-store',
});
