import { DomainError } from '@tollgate/errors';
import { checksumOf } from './upload-checksum.js';

const hex = 'ab'.repeat(32);
const base64 = Buffer.from(hex, 'hex').toString('base64');

describe('checksumOf', () => {
  it.each([
    [{}, undefined],
    [{ 'x-checksum-sha256': hex.toUpperCase() }, hex],
    [{ 'content-digest': `sha-256=:${base64}:` }, hex],
    [{ 'content-digest': `sha-512=:abc=:, sha-256=:${base64}:` }, hex],
  ])('reads %j', (headers, expected) => expect(checksumOf(headers)).toBe(expected));

  it.each([{ 'x-checksum-sha256': 'abc' }, { 'content-digest': 'md5=:abc=:' }])('refuses %j', (headers) =>
    expect(() => checksumOf(headers)).toThrow(DomainError),
  );
});
