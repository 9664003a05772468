import { DomainError, TransientError } from '@tollgate/errors';
import { failureOf, MarkingBrokeOff } from './marking-broke-off.js';

const late = new MarkingBrokeOff('file_too_complex', 'late');
const broken = new MarkingBrokeOff('malformed_file', 'broken');

describe('a copy', () => {
  it('can be made no more once its file says so', () =>
    expect(failureOf(new DomainError('encrypted_file'), 0)).toBe('encrypted_file'));

  it('is tried three times where marking broke off, as the machine may have been busy', () => {
    expect([1, 2, 3].map((times) => failureOf(late, times))).toEqual([undefined, undefined, 'file_too_complex']);
    expect([1, 2, 3].map((times) => failureOf(broken, times))).toEqual([undefined, undefined, 'malformed_file']);
  });

  it('is tried for as long as something else is in the way', () =>
    expect(failureOf(new TransientError('the store is away'), 100)).toBeUndefined());
});
