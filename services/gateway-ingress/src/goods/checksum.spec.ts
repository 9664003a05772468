import { domainErrorOf } from '@tollgate/testing';
import { checksumOf } from './checksum.js';

const hex = 'ab'.repeat(32);
const digest = `sha-256=:${Buffer.from(hex, 'hex').toString('base64')}:`;

describe('the checksum that comes with a file', () => {
  it('is hexadecimal, in letters of either size', () => {
    expect(checksumOf({ 'x-checksum-sha256': hex })).toBe(hex);
    expect(checksumOf({ 'x-checksum-sha256': hex.toUpperCase() })).toBe(hex);
  });

  it('may be a content-digest, alone or among others', () => {
    expect(checksumOf({ 'content-digest': digest })).toBe(hex);
    expect(checksumOf({ 'content-digest': `sha-512=:AAAA:, ${digest}` })).toBe(hex);
  });

  it('may be left out', () => expect(checksumOf({})).toBeUndefined());

  it.each([{ 'x-checksum-sha256': 'abc' }, { 'content-digest': 'sha-512=:AAAA:' }, { 'x-checksum-sha256': [hex, hex] }])(
    'is refused where it is none: %j',
    (headers) => expect(domainErrorOf(() => checksumOf(headers)).code).toBe('invalid_checksum'),
  );
});
