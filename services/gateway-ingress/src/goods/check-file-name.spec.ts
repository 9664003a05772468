import { DomainError } from '@tollgate/errors';
import { checkFileName } from './check-file-name.js';

const refusalOf = (name: string): unknown => {
  try {
    checkFileName(name, 'Upload-Metadata');
  } catch (error) {
    if (error instanceof DomainError) return [error.code, error.field];
  }
  return 'taken';
};

describe('checkFileName', () => {
  it('takes a name in folders', () => expect(refusalOf('manual/en.pdf')).toBe('taken'));

  it.each([
    ['manual/../en.pdf', 'invalid_file_name'],
    ['/etc/passwd', 'invalid_file_name'],
    ['nul', 'invalid_file_name'],
    ['4111111111111111.pdf', 'card_number_in_text'],
  ])('refuses %s, and names where it came in', (name, code) => expect(refusalOf(name)).toEqual([code, 'Upload-Metadata']));
});
