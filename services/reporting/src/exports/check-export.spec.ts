import { DomainError } from '@tollgate/errors';
import { checkExport } from './check-export.js';

const month = { from: '2026-11-01', to: '2026-11-30' };
const totals = (currency: string, lines = 3) => ({ currency, entries: 1, lines, turnover: 100n });
const codeOf = (work: () => void): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('an export', () => {
  it('of a format without limits is taken as it is', () =>
    expect(
      codeOf(() => checkExport({}, { from: '2025-01-01', to: '2026-12-31' }, [totals('BHD'), totals('JPY', 9e9)])),
    ).toBeUndefined());

  it.each([
    ['currency_required', { isOneCurrency: true }, month, [totals('EUR'), totals('USD')]],
    ['currency_not_taken', { onlyCurrency: 'EUR' }, month, [totals('EUR'), totals('USD')]],
    ['currency_not_exact', { maxPlaces: 2 }, month, [totals('BHD')]],
    ['too_many_lines', { maxLines: 5 }, month, [totals('EUR'), totals('USD')]],
    ['period_crosses_years', { isWithinYear: true }, { from: '2026-12-01', to: '2027-01-01' }, []],
  ] as const)('is refused with %s', (...[code, limits, period, held]) =>
    expect(codeOf(() => checkExport(limits, period, held))).toBe(code),
  );

  it('is taken where it is just within the limits', () => {
    const limits = { isOneCurrency: true, maxPlaces: 2, maxLines: 3, isWithinYear: true };
    expect(codeOf(() => checkExport(limits, month, [totals('USD')]))).toBeUndefined();
    expect(codeOf(() => checkExport(limits, month, []))).toBeUndefined();
  });
});
