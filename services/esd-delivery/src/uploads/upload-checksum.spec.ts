import { DomainError } from '@tollgate/errors';
import { checksumOf, partChecksumOf } from './upload-checksum.js';

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

describe('partChecksumOf', () => {
  it('reads what tus clients send', () => {
    expect(partChecksumOf({ 'upload-checksum': `sha256 ${base64}` })).toBe(base64);
    expect(partChecksumOf({})).toBeUndefined();
  });

  it.each([`sha1 ${base64}`, 'sha256', `sha256 ${hex}`])('refuses %s', (said) =>
    expect(() => partChecksumOf({ 'upload-checksum': said })).toThrow(DomainError),
  );
});
