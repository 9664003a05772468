import { earlierCursor } from './bus-ledger.js';

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
