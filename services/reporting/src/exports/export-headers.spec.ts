import { headersOf } from './export-headers.js';

const file = {
  merchant: 'mer_demo',
  mode: 'live',
  from: '2026-11-01',
  to: '2026-11-30',
  timeZone: 'UTC',
  writtenAt: '2026-12-01T00:00:00.000Z',
  totals: [
    { currency: 'JPY', entries: 1, lines: 2, turnover: 5980n },
    { currency: 'USD', entries: 2, lines: 7, turnover: 10_852n },
  ],
} as const;

describe('the head of an export', () => {
  it('says how much is to come, and what it comes to', () =>
    expect(headersOf({ ...file, format: 'csv' })).toEqual({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="journal-live-2026-11-01-2026-11-30.csv"',
      'x-export-entries': '3',
      'x-export-lines': '9',
      'x-export-totals': 'JPY 5980, USD 108.52',
    }));

  it.each([
    ['datev', 'EXTF_journal-datev-live-2026-11-01-2026-11-30.csv'],
    ['xero', 'journal-xero-live-2026-11-01-2026-11-30.zip'],
    ['hledger', 'journal-hledger-live-2026-11-01-2026-11-30.journal'],
    ['xlsx', 'journal-live-2026-11-01-2026-11-30.xlsx'],
  ] as const)('names a file of the format %s %s', (format, name) =>
    expect(headersOf({ ...file, format })['content-disposition']).toBe(`attachment; filename="${name}"`),
  );

  it('of an empty period is an empty sum', () =>
    expect(headersOf({ ...file, totals: [], format: 'json' })).toMatchObject({ 'x-export-entries': '0', 'x-export-totals': '' }));
});
