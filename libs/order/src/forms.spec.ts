import { type DescMessage, eventSchemas } from '@tollgate/contracts';
import { bookForm } from '@tollgate/testing';
import { isFetched, isKnown, thingOf } from './forms.js';

/** The forms that a field's message knows. */
const formsIn = (event: DescMessage, ...path: readonly string[]): readonly string[] => {
  const message = path.reduce<DescMessage | undefined>(
    (within, name) => within?.fields.find(({ localName }) => localName === name)?.message,
    event,
  );
  return (message?.oneofs.find(({ localName }) => localName === 'form')?.fields ?? []).map(({ localName }) => localName).sort();
};

describe('a form of delivery', () => {
  it('that can be ordered can be granted, and is known here', () => {
    const ordered = formsIn(eventSchemas.OrderPlaced, 'lines', 'forms');
    expect(ordered).toContain('file');
    expect(formsIn(eventSchemas.DownloadsGranted, 'entitlements')).toEqual(ordered);
    expect(ordered.filter((form) => !isKnown({ form: { case: form, value: {} } } as never))).toEqual([]);
  });

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
