import { BEGINNING, earlierCursor, liesBefore } from './bus-ledger.js';

describe('the earlier of two cursors', () => {
  it.each([
    ['1.900.0', '2.5.0'],
    ['1.99.7', '1.100.0'],
    ['1.100.99', '1.100.100'],
    ['0.0.0', '1.0.0'],
  ])('%s comes before %s, whichever is named first', (earlier, later) => {
    expect(earlierCursor(earlier, later)).toBe(earlier);
    expect(earlierCursor(later, earlier)).toBe(earlier);
  });
  it('is either where they are equal', () => expect(earlierCursor('1.2.3', '1.2.3')).toBe('1.2.3'));
});

describe('a cursor', () => {
  it.each([
    ['1.9.6', '1.10.5', true], // the higher number was given first, and the lower one committed later
    ['1.10.5', '1.9.6', false],
    ['1.10.5', '1.10.5', false],
    ['1.10.4', '1.10.5', true],
    ['1.99.99', '2.1.0', true],
    [BEGINNING, '1.1.1', true],
    ['1.1.0', BEGINNING, false],
    [BEGINNING, BEGINNING, false],
  ])('%s lies before %s: %s', (cursor, other, expected) => expect(liesBefore(cursor, other)).toBe(expected));
});
