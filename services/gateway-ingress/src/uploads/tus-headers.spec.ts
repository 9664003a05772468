import { DomainError } from '@tollgate/errors';
import { partChecksumOf, requireTus, tusCapabilities, uploadLengthOf, uploadMetadataOf, uploadOffsetOf } from './tus-headers.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const sha256 = 'ab'.repeat(32);

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
  }
  return 'taken';
};

describe('the headers of uploads in pieces', () => {
  it('tell a name and a digest', () => {
    const headers = {
      'upload-metadata': `filename ${base64('manual/日本.pdf')}, sha256 ${base64(sha256.toUpperCase())},relativePath`,
    };
    expect(uploadMetadataOf(headers)).toEqual({ name: 'manual/日本.pdf', sha256 });
    expect(uploadMetadataOf({ 'upload-metadata': `filename ${base64('a')}` })).toEqual({ name: 'a', sha256: undefined });
  });

  it.each([
    ['no metadata', {}, 'invalid_upload_metadata'],
    ['no name', { 'upload-metadata': `filetype ${base64('x')}` }, 'invalid_upload_metadata'],
    ['a name that is no base64', { 'upload-metadata': 'filename a.b' }, 'invalid_upload_metadata'],
    ['a name that is no UTF-8', { 'upload-metadata': 'filename /w==' }, 'invalid_upload_metadata'],
    [
      'a name that comes twice',
      { 'upload-metadata': `filename ${base64('a')},filename ${base64('b')}` },
      'invalid_upload_metadata',
    ],
    ['a digest that is none', { 'upload-metadata': `filename ${base64('a')},sha256 ${base64('abc')}` }, 'invalid_checksum'],
  ])('are refused: %s', (_, headers, code) => expect(codeOf(() => uploadMetadataOf(headers))).toBe(code));

  it.each([undefined, '', '-1', '1e3', '1.5', '9'.repeat(16), ['1', '2']])('refuse %j as a length or an offset', (text) => {
    expect(codeOf(() => uploadLengthOf({ 'upload-length': text }))).toBe('invalid_upload_length');
    expect(codeOf(() => uploadOffsetOf({ 'upload-offset': text }))).toBe('invalid_upload_offset');
  });

  it('take files of more than 5 GB, and say where that ends', () => {
    expect(uploadLengthOf({ 'upload-length': '6000000000' })).toBe(6_000_000_000);
    const most = tusCapabilities['tus-max-size'] ?? '';
    expect(uploadLengthOf({ 'upload-length': most })).toBe(Number(most));
    expect(codeOf(() => uploadLengthOf({ 'upload-length': `${most}0` }))).toBe('upload_too_large');
  });

  it('are those of version 1.0.0, with SHA-256', () => {
    expect(codeOf(() => requireTus({ 'tus-resumable': '1.0.0' }))).toBe('taken');
    expect(codeOf(() => requireTus({ 'tus-resumable': '0.2.2' }))).toBe('tus_version_unsupported');
    const checksum = `sha256 ${Buffer.from(sha256, 'hex').toString('base64')}`;
    expect(partChecksumOf({ 'upload-checksum': checksum })).toBe(checksum);
    expect(codeOf(() => partChecksumOf({ 'upload-checksum': 'md5 abc=' }))).toBe('invalid_checksum');
  });
});
