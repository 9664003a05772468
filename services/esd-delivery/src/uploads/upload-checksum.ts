import { DomainError } from '@tollgate/errors';

const hexForm = /^[0-9a-f]{64}$/i;
const digestForm = /(?:^|,\s*)sha-256=:([A-Za-z0-9+/]{43}=):/;

/** The SHA-256 that the sender gives for the file, hexadecimal; undefined where there is none. Source: RFC 9530 (Content-Digest), or
 *  `x-checksum-sha256`. Throws DomainError `invalid_checksum`. */
export const checksumOf = (headers: Readonly<Record<string, string | readonly string[] | undefined>>): string | undefined => {
  const hex = headers['x-checksum-sha256'];
  const digest = headers['content-digest'];
  if (hex === undefined && digest === undefined) return undefined;
  if (typeof hex === 'string' && hexForm.test(hex)) return hex.toLowerCase();
  const base64 = hex === undefined && typeof digest === 'string' ? digestForm.exec(digest)?.[1] : undefined;
  if (base64 === undefined) throw new DomainError('invalid_checksum', 'x-checksum-sha256');
  return Buffer.from(base64, 'base64').toString('hex');
};

const partForm = /^sha256 ([A-Za-z0-9+/]{43}=)$/;

/** The SHA-256 of the bytes of this request alone, base64; undefined where there is none. Source: tus 1.0, Checksum. Throws DomainError
 *  `invalid_checksum`. */
export const partChecksumOf = (headers: Readonly<Record<string, string | readonly string[] | undefined>>): string | undefined => {
  const said = headers['upload-checksum'];
  if (said === undefined) return undefined;
  const base64 = typeof said === 'string' ? partForm.exec(said)?.[1] : undefined;
  if (base64 === undefined) throw new DomainError('invalid_checksum', 'Upload-Checksum');
  return base64;
};
