import { DomainError } from '@tollgate/errors';
import { checkStamp, fillStamp } from './stamp-text.js';

const values = { name: 'Ann Buyer', email: 'ann@example.com', order: 'ord_1', date: '2026-11-28' };
const refusalOf = (text: string, pages = 'all'): readonly unknown[] => {
  try {
    checkStamp({ text, pages });
    return [];
  } catch (error) {
    return error instanceof DomainError ? [error.code, error.field] : [error];
  }
};

describe('the text of a stamp', () => {
  it('names the buyer by the fields in braces', () =>
    expect(fillStamp('For {name} <{email}>, {order}, {date}', values)).toBe(
      'For Ann Buyer <ann@example.com>, ord_1, 2026-11-28',
    ));

  it.each(['김철수', 'محمد', 'Zoë 🦊', 'Ngô Thị Hồng'])('keeps %s as it is', (name) =>
    expect(fillStamp('{name}', { ...values, name })).toBe(name),
  );

  it('never reads what a buyer is called as a field, or as a second line', () =>
    expect(fillStamp('{name}', { ...values, name: '{email}\r\n\u202eevil' })).toBe('{email} evil'));

  it('leaves no hole where nothing is known', () =>
    expect(fillStamp('For {name} of {order}', { ...values, name: '' })).toBe('For of ord_1'));

  it('shortens a name that would fill the page', () =>
    expect([...fillStamp('{name}', { ...values, name: '長'.repeat(500) })]).toHaveLength(120));

  it.each([
    ['is empty', ' '],
    ['has an unknown field', 'For {nome}'],
    ['has a brace that is left over', 'For {name'],
    ['has more lines', 'For\n{name}'],
    ['is too long', 'x'.repeat(201)],
  ])('is refused that %s', (_, text) => expect(refusalOf(text)).toEqual(['invalid_stamp_text', '/text']));

  it('is taken on all pages, the first or the last, and on no others', () => {
    expect(['all', 'first', 'last'].flatMap((pages) => refusalOf('{order}', pages))).toEqual([]);
    expect(refusalOf('{order}', 'some')).toEqual(['invalid_stamp_pages', '/pages']);
  });
});
