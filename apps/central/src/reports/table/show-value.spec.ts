import type { ColumnKind } from '@tollgate/report-tables';
import { showValue } from './show-value.js';

const style = { tag: 'en-US', currency: 'USD' };

describe('a value of a report', () => {
  it.each([
    ['amount', -1234, '-$12.34'],
    ['count', 12_345, '12,345'],
    ['rate', 1 / 3, '33.3%'],
    ['taxRate', 0.08875, '8.875%'],
    ['day', '2026-11-23', 'Nov 23, 2026'],
    ['day', '2026-11', 'Nov 2026'],
    ['text', 'EBOOK-1', 'EBOOK-1'],
    ['text', '', '–'],
    ['rate', null, '–'],
  ] as const)('of the kind %s, %s, is written as %s', (...[kind, value, expected]) =>
    expect(showValue(value, { name: '', kind: kind satisfies ColumnKind }, style)).toBe(expected),
  );
});
