import { isStampText, placeIn, stampKindOf, stampLine, stampPlaces, withField } from './stamp-text.js';

const values = { name: 'Ann Buyer', email: 'ann@example.com', order: 'ord_1', date: '2026-11-28' };

describe('the text of a stamp', () => {
  it.each(['For {name}', '{name} <{email}>, {order}, {date}', 'For our readers'])('is one: %s', (text) =>
    expect(isStampText(text)).toBe(true),
  );
  it.each(['', '   ', 'For {nome}', 'For {name', 'For name}', '{{name}}', 'x'.repeat(201)])('is none: %s', (text) =>
    expect(isStampText(text)).toBe(false),
  );
  it('gets a field where the cursor is, apart from the word before it', () => {
    expect(withField('For', 'name', [3, 3])).toBe('For {name}');
    expect(withField('For <x>', 'email', [5, 6])).toBe('For <{email}>');
    expect(withField('', 'date', [0, 0])).toBe('{date}');
  });
  it('is told as a buyer reads it, also while it is being typed', () => {
    expect(stampLine('For {name} <{email}>, {order}, {date}', values)).toBe('For Ann Buyer <ann@example.com>, ord_1, 2026-11-28');
    expect(stampLine('For {nome} and {na', values)).toBe('For {nome} and {na');
  });
});

describe('a stamp', () => {
  it('is for PDFs and EPUBs alone', () =>
    expect(['a.PDF', 'b/c.epub', 'd.zip', 'pdf'].map(stampKindOf)).toEqual(['pdf', 'epub', undefined, 'pdf']));
  it('stands on the pages of a PDF, and before or after an EPUB', () => {
    expect([stampPlaces('pdf'), stampPlaces('epub')]).toEqual([
      ['all', 'first', 'last'],
      ['first', 'last'],
    ]);
    expect([placeIn('epub', 'all'), placeIn('epub', 'first'), placeIn('pdf', 'all')]).toEqual(['last', 'first', 'all']);
  });
});
