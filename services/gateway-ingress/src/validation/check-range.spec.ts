import { checkRange } from './check-range.js';
import { explain } from './explanations.data.js';

describe('a range of time', () => {
  it.each([
    ['ends after its begin', 1, undefined, []],
    ['ends where it begins', 0, undefined, ['invalid_date_range']],
    ['ends before its begin', -1, undefined, ['invalid_date_range']],
    ['is as long as it may be', 5, 5, []],
    ['is longer than it may be', 6, 5, ['invalid_date_range']],
  ] as const)('that %s is judged alike wherever it is asked for', (...[, end, mostMs, codes]) =>
    expect(checkRange({ begin: 0, end }, mostMs).map(({ code }) => code)).toEqual(codes),
  );

  it('is explained to who gets it wrong', () => expect(explain('invalid_date_range')).toContain('begins before it ends'));
});
