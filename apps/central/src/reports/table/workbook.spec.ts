import type { Table } from './report-table.js';
import { workbookOf } from './workbook.js';

const table: Table = {
  columns: [
    { name: 'time', kind: 'day' },
    { name: 'product', kind: 'text' },
    { name: 'net', kind: 'amount' },
    { name: 'rate', kind: 'taxRate' },
    { name: 'sales', kind: 'count' },
  ],
  rows: [
    { id: '1', values: ['2026-11-23', '=1+1 & <b>\u0001', -1_234, 0.0825, 3] },
    { id: '2', values: ['2026-11', '', 5, null, 0] },
  ],
  totals: [],
};
const heads = ['Day', 'SKU', 'Net', 'Rate', 'Sales'];
const sheetOf = (currency: string): string => {
  const text = new TextDecoder().decode(workbookOf(table, table.rows, { currency, heads }));
  return text.slice(text.indexOf('<sheetData>'), text.indexOf('</sheetData>'));
};

describe('a report as a workbook', () => {
  it('has figures and days as numbers, and texts that nobody runs', () => {
    const sheet = sheetOf('USD');
    expect(sheet).toContain('<c s="2"><v>46349</v></c>');
    expect(sheet).toContain('<c s="8"><v>-12.34</v></c>');
    expect(sheet).toContain('<c s="5"><v>0.0825</v></c><c s="4"><v>3</v></c>');
    expect(sheet).toContain('<c s="1" t="inlineStr"><is><t xml:space="preserve">=1+1 &amp; &lt;b&gt; </t></is></c>');
    expect(sheet).toContain('<t xml:space="preserve">2026-11</t>');
    expect(sheet.match(/<row>/g)).toHaveLength(3);
  });

  it('has as many decimals as the currency', () => {
    expect(sheetOf('JPY')).toContain('<c s="6"><v>-1234</v></c>');
    expect(sheetOf('KWD')).toContain('<c s="9"><v>-1.234</v></c>');
  });
});
