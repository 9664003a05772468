import { create, OpenExportRequestSchema } from '@tollgate/contracts';
import { workbookOf } from '../../exports/formats/workbook.js';
import { planReport } from '../plan-report.js';
import { contentOf, table } from '../testing/content.js';
import { reportCsv } from './report-csv.js';
import { reportJson } from './report-json.js';
import { reportDocument } from './report-pdf.js';
import { reportRows } from './report-xlsx.js';

const content = contentOf(table, table);
const wish = { merchant: 'mer_a', mode: 'test', report: 'products', format: 'csv', from: '2026-11-01', to: '2026-11-30' };
const planned = planReport(create(OpenExportRequestSchema, { ...wish, language: 'de', at: '2026-11-27T10:17:00Z' }));
const writtenAt = '2026-12-01T00:00:00.000Z';

describe('R2: a report as a file', () => {
  it('of CSV has text as text, money plain, and a row of sums for each currency', () =>
    expect([...reportCsv(content)].join('').split('\r\n')).toEqual([
      '\ufeff"SKU","Sales","Net","Rate","Currency"',
      `"'=1+1",2,-12.34,0.0825,"USD"`,
      '"02138",1,5.00,,"USD"',
      '"",0,0.00,,"USD"',
      `"'=1+1",2,-1234,0.0825,"JPY"`,
      '"02138",1,500,,"JPY"',
      '"",0,0,,"JPY"',
      '"Total",3,-7.34,,"USD"',
      '"Total",3,-734,,"JPY"',
      '',
    ]));

  it('of JSON has minor units, and what a row is of in the words of the API', () => {
    const file = JSON.parse([...reportJson(content, planned, writtenAt)].join(''));
    expect(file).toMatchObject({ report: 'products', from: '2026-11-01', at: '2026-11-27T10:17:00Z', writtenAt });
    expect(file.columns[2]).toEqual({ name: 'net', kind: 'amount', title: 'Net' });
    expect(file.data[0]).toEqual({ product: '=1+1', sales: 2, net: -1_234, rate: 0.0825, currency: 'USD', of: { key: '=1+1' } });
    expect(file.data).toHaveLength(6);
    expect(file.totals).toEqual([
      { product: null, sales: 3, net: -734, rate: null, currency: 'USD' },
      { product: null, sales: 3, net: -734, rate: null, currency: 'JPY' },
    ]);
  });

  it('of XLSX has numbers as numbers, and text as text that nothing runs', () => {
    const [first = '', , , , , , sums = ''] = [...reportRows(content)];
    expect(first).toBe(
      '<row><c s="1" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c s="4"><v>2</v></c><c s="5"><v>-12.34</v></c>' +
        '<c s="8"><v>0.0825</v></c><c s="1" t="inlineStr"><is><t xml:space="preserve">USD</t></is></c></row>',
    );
    expect(sums).toContain('>Total<');
    expect(sums).toContain('<v>-7.34</v>');
  });

  it('of XLSX has a sheet whose name Excel takes', () => {
    const [[, book = ''] = []] = workbookOf(['Why orders came to nothing, or waited: "all" [1/2] <&>']);
    expect(book).toContain('<sheet name="Why orders came to nothing, or " sheetId="1"');
  });

  it('to print has figures as people of its language write them', () => {
    const { title, about, isText, rows, totals } = reportDocument(content, planned, writtenAt);
    expect(title).toBe('Products: "all" 2026-11-01 – 2026-11-30');
    expect(about).toContain('@ 2026-11-27T10:17:00Z');
    expect(isText).toEqual([true, false, false, false, false]);
    expect(rows[0]).toEqual(['=1+1', '2', '-12,34', '8,25\u00a0%', 'USD']);
    expect(totals).toEqual([
      ['Total', '3', '-7,34', '', 'USD'],
      ['Total', '3', '-734', '', 'JPY'],
    ]);
  });
});
