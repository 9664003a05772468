import { refusal } from '../validation/field-error.js';

/** The protocol by which files come in pieces. Source: tus 1.0.0, with its extensions creation, checksum, expiration and termination. */
export const TUS_VERSION = '1.0.0';
/** In all: 10,000 parts of the object store, the first thousand of 8 MiB, the others of 64. */
const MAX_SIZE_BYTES = 612_368_384_000;

/** What the server can do. */
export const tusCapabilities: Readonly<Record<string, string>> = {
  'tus-resumable': TUS_VERSION,
  'tus-version': TUS_VERSION,
  'tus-extension': 'creation,checksum,expiration,termination',
  'tus-checksum-algorithm': 'sha256',
  'tus-max-size': String(MAX_SIZE_BYTES),
};

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Throws DomainError `tus_version_unsupported`. */
export const requireTus = (headers: Headers): void => {
  if (headers['tus-resumable'] !== TUS_VERSION) throw refusal('tus_version_unsupported', 'Tus-Resumable');
};

/** What a header counts in bytes; undefined where it does not. */
const countOf = (text: string | string[] | undefined): number | undefined =>
  typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

/** Throws DomainError `invalid_upload_offset`. */
export const uploadOffsetOf = (headers: Headers): number => {
  const offset = countOf(headers['upload-offset']);
  if (offset === undefined) throw refusal('invalid_upload_offset', 'Upload-Offset');
  return offset;
};

/** Throws DomainError `invalid_upload_length`, `upload_too_large`. */
export const uploadLengthOf = (headers: Headers): number => {
  const length = countOf(headers['upload-length']);
  if (length === undefined) throw refusal('invalid_upload_length', 'Upload-Length');
  if (length > MAX_SIZE_BYTES) throw refusal('upload_too_large', 'Upload-Length');
  return length;
};

const checksumForm = /^sha256 [A-Za-z0-9+/]{43}=$/;

/** The checksum of one request's bytes, as it came; undefined where there is none. Throws DomainError `invalid_checksum`. */
export const partChecksumOf = (headers: Headers): string | undefined => {
  const said = headers['upload-checksum'];
  if (said === undefined) return undefined;
  if (typeof said !== 'string' || !checksumForm.test(said)) throw refusal('invalid_checksum', 'Upload-Checksum');
  return said;
};

export interface UploadMetadata {
  readonly name: string;
  /** Of the whole file, hexadecimal. */
  readonly sha256: string | undefined;
}

const base64Form = /^[A-Za-z0-9+/]*={0,2}$/;

const utf8 = new TextDecoder('utf-8', { fatal: true });

const textOf = (base64: string): string => {
  if (!base64Form.test(base64)) throw refusal('invalid_upload_metadata', 'Upload-Metadata');
  try {
    return utf8.decode(Buffer.from(base64, 'base64'));
  } catch {
    throw refusal('invalid_upload_metadata', 'Upload-Metadata');
  }
};

/** `filename`, and `sha256` where it is there; other keys are the client's own. Each key comes once (source: tus 1.0). Throws DomainError
 *  `invalid_upload_metadata`, `invalid_checksum`. */
export const uploadMetadataOf = (headers: Headers): UploadMetadata => {
  const pairs = String(headers['upload-metadata'] ?? '')
    .split(',')
    .map((pair) => pair.trim().split(' '));
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) throw refusal('invalid_upload_metadata', 'Upload-Metadata');
  const find = (key: string) => pairs.find(([name]) => name === key)?.[1];
  const name = textOf(find('filename') ?? '');
  if (name === '') throw refusal('invalid_upload_metadata', 'Upload-Metadata');
  const said = find('sha256');
  const sha256 = said === undefined ? undefined : textOf(said).toLowerCase();
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256)) throw refusal('invalid_checksum', 'Upload-Metadata');
  return { name, sha256 };
};
