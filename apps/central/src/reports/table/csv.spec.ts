import { csvOf } from './csv.js';
import type { Table } from './report-table.js';

const table = (sku: string, minor: number): Table => ({
  columns: [
    { name: 'product', kind: 'text' },
    { name: 'quantity', kind: 'count' },
    { name: 'net', kind: 'amount' },
    { name: 'rate', kind: 'rate' },
  ],
  rows: [{ id: sku, values: [sku, 3, minor, null] }],
  totals: [],
});
const heads = ['Product', 'Quantity', 'Net', 'Rate'];
const csv = (sku: string, minor: number, currency = 'USD'): string => {
  const one = table(sku, minor);
  return csvOf(one, one.rows, { currency, heads });
};

describe('a report as CSV', () => {
  it('begins with a byte order mark and its heads; amounts are decimals, below nothing, too', () =>
    expect(csv('EBOOK-1', -1234)).toBe('\ufeff"Product","Quantity","Net","Rate","currency"\r\n"EBOOK-1",3,-12.34,,"USD"\r\n'));

  it.each([
    ['JPY', '1234'],
    ['KWD', '1.234'],
  ])('has the decimals of %s', (currency, expected) => expect(csv('X', 1234, currency)).toContain(`3,${expected},`));

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['＝1', `"'＝1"`],
    ['\t=1', `"'\t=1"`],
    ['a,"b"\nc', '"a,""b""\nc"'],
  ])('runs nothing of the sku %j in a spreadsheet', (sku, expected) => expect(csv(sku, 1)).toContain(`\r\n${expected},3,`));
});
