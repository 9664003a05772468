import { type Column, pressed, type Row, sorted, totalsOf } from './report-table.js';

const columns: readonly Column[] = [
  { name: 'product', kind: 'text' },
  { name: 'captured', kind: 'amount' },
  { name: 'approvalRate', kind: 'rate' },
];
const rows: readonly Row[] = [
  { id: 'b', values: ['B', 500, 0.5] },
  { id: 'a', values: ['A', -20, null] },
  { id: 'c', values: ['C', 500, 0.75] },
];
const ids = (column: number, isDescending: boolean): string =>
  sorted(rows, { column, isDescending })
    .map(({ id }) => id)
    .join('');

describe('the rows of a report', () => {
  it('are sorted by text, amount and rate; what is not known is less than anything', () => {
    expect(ids(0, false)).toBe('abc');
    expect(ids(1, true)).toBe('bca');
    expect(ids(2, false)).toBe('abc');
    expect(sorted(rows, undefined)).toBe(rows);
  });

  it('are turned round by a second press; figures begin with the largest', () => {
    const first = pressed(undefined, 1, 'amount');
    expect(first).toEqual({ column: 1, isDescending: true });
    expect(pressed(first, 1, 'amount')).toEqual({ column: 1, isDescending: false });
    expect(pressed(first, 0, 'text')).toEqual({ column: 0, isDescending: false });
  });

  it('add up to the totals, but for rates and texts', () => expect(totalsOf(columns, rows)).toEqual([null, 980, null]));
});
