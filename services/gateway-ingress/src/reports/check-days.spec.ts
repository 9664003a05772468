import { checkDays } from './check-days.js';

describe('checkDays', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2024-01-01', '2024-12-31'],
    ['2024-02-29', '2024-03-01'],
  ])('takes %s to %s', (from, to) => expect(checkDays(from, to)).toEqual([]));

  it.each([
    ['2026-02-30', '2026-03-01', 'invalid_date', 'from'],
    ['2026-13-01', '2026-03-01', 'invalid_date', 'from'],
    ['2026-01-01', '2026-00-10', 'invalid_date', 'to'],
    ['2026-01-02', '2026-01-01', 'invalid_date_range', 'to'],
    ['2020-01-01', '2026-01-01', 'invalid_date_range', 'to'],
  ])('refuses %s to %s', (...[from, to, code, field]) => expect(checkDays(from, to)).toEqual([{ code, field }]));
});
