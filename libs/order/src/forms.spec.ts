import { bookForm } from '@tollgate/testing';
import { isFetched, isKnown, thingOf } from './forms.js';

describe('a form of delivery', () => {
  it('is known where this release can deliver it, and not only read it', () => {
    expect(isKnown(bookForm as never)).toBe(true);
    expect(isKnown({ form: { case: undefined } })).toBe(false);
    expect(isKnown({ form: { case: 'laterForm', value: {} } } as never)).toBe(false);
    expect(isKnown({ form: { case: 'toString', value: {} } } as never)).toBe(false);
  });

  it('of a file has its name, size and checksum, and is fetched', () => {
    expect(thingOf(bookForm.form as never)).toEqual({ name: 'book.epub', sizeBytes: 1_048_576n, sha256: 'ab'.repeat(32) });
    expect(isFetched(bookForm.form as never)).toBe(true);
  });
});
