import type { JournalEntry } from '../../journal/journal-entry.js';
import type { DatedEntry, ExportFile, FileWriter } from '../file-writer.js';
import { beancountFile } from './beancount.js';
import { csvFile, textCell } from './csv.js';
import { datevFile } from './datev.js';
import { datevColumns } from './datev-columns.data.js';
import { hledgerFile } from './hledger.js';
import { iifFile } from './iif.js';
import { jsonFile } from './json.js';
import { ofxParts } from './ofx.js';
import { pdfDocument } from './pdf.js';
import { clearingOf, cut, notAFormula, onOneLine, sentenceOf } from './texts.js';
import { xeroFile } from './xero.js';
import { xlsxLayout } from './xlsx.js';

const order = 'ord_01890a5dac96774bbcceb302099a8057';
const id = 'jrn_01890a5dac9670008000000000000001';
const refund: DatedEntry = {
  id: '01890a5d-ac96-7000-8000-000000000001',
  at: '2026-12-02T08:00:00.000Z',
  day: '2026-12-02',
  merchant: 'mer_demo',
  mode: 'live',
  order: '01890a5d-ac96-774b-bcce-b302099a8057',
  reference: '1E5',
  event: 'PaymentRefunded',
  kind: 'refund',
  currency: 'EUR',
  memo: '=1+1',
  lines: [
    { account: 'returns:digital', minor: 1_000n },
    { account: 'tax:DE', minor: 234n },
    { account: 'clearing:stripe', minor: -1_234n },
  ],
};
const file: ExportFile = {
  merchant: 'mer_demo',
  mode: 'live',
  from: '2026-12-01',
  to: '2026-12-31',
  timeZone: 'Europe/Berlin',
  writtenAt: '2027-01-01T08:00:00.000Z',
  totals: [{ currency: 'EUR', entries: 1, lines: 3, turnover: 1_234n }],
};
const lines = (writer: FileWriter, ...entries: readonly DatedEntry[]): readonly string[] =>
  (writer.begin() + entries.map(writer.entry).join('') + writer.end())
    .split('\n')
    .map((line) => line.replace('\r', ''))
    .filter((line) => line !== '');

describe('a refund of 12.34 EUR', () => {
  it('is three rows of CSV: money plain, text that looks like a formula made safe, an id as it is', () => {
    const told = `${id},2026-12-02,2026-12-02T08:00:00.000Z,${order},"1E5",PaymentRefunded,refund,EUR`;
    expect(lines(csvFile(), refund).slice(1)).toEqual([
      `${told},"returns:digital","Returns digital",10.00,,"'=1+1"`,
      `${told},"tax:DE","Sales tax payable DE",2.34,,"'=1+1"`,
      `${told},"clearing:stripe","Payment clearing stripe",,12.34,"'=1+1"`,
    ]);
  });

  it('is an object of JSON in minor units, after which the totals stand', () => {
    const read = JSON.parse(lines(jsonFile(file), refund, refund).join('\n'));
    expect(read.entries[1]).toMatchObject({ id, order, day: '2026-12-02', memo: '=1+1' });
    expect(read.entries[1].lines[2]).toEqual({ account: 'clearing:stripe', type: 'asset', debit: 0, credit: 1234 });
    expect(read.totals).toEqual([{ currency: 'EUR', entries: 2, lines: 6, debit: 2468, credit: 2468 }]);
    expect(JSON.parse(lines(jsonFile(file)).join('')).entries).toEqual([]);
  });

  it('is a row of a sheet for each line: text by its type, days and amounts as numbers', () => {
    const sheet = xlsxLayout().part(0);
    const rows = sheet.entry(refund);
    expect(rows).toContain('<c s="1" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
    expect(rows).toContain('<c s="2"><v>46358</v></c>');
    expect(rows).toContain('<c s="5"><v>12.34</v></c>');
    expect(rows).not.toContain('<f>');
  });

  it('is a general journal entry of QuickBooks, on accounts that stand before it, once', () => {
    const written = lines(iifFile(), refund, refund).filter((line) => !line.startsWith('!'));
    expect(written.slice(0, 7)).toEqual([
      'ACCNT\tReturns digital\tINC\tReturns digital',
      'ACCNT\tSales tax payable DE\tOCLIAB\tSales tax payable DE',
      'ACCNT\tPayment clearing stripe\tOCASSET\tPayment clearing stripe',
      `TRNS\tGENERAL JOURNAL\t12/02/2026\tPayment clearing stripe\t-12.34\tRefund 1E5 (${order}): =1+1`,
      `SPL\tGENERAL JOURNAL\t12/02/2026\tReturns digital\t10.00\tRefund 1E5 (${order}): =1+1`,
      `SPL\tGENERAL JOURNAL\t12/02/2026\tSales tax payable DE\t2.34\tRefund 1E5 (${order}): =1+1`,
      'ENDTRNS',
    ]);
    expect(written.filter((line) => line.startsWith('ACCNT'))).toHaveLength(3);
  });

  it('is a debit of OFX, under an id that is always the same', () => {
    const [part] = ofxParts(file);
    const text = part?.entry(refund) ?? '';
    expect(text).toContain('<TRNTYPE>DEBIT<DTPOSTED>20261202120000[0:GMT]<TRNAMT>-12.34');
    expect(text).toContain(`<FITID>${id}<NAME>Refund stripe<MEMO>Refund 1E5 (${order}): =1+1`);
    expect(part?.end()).toContain('<BALAMT>-12.34');
    expect(ofxParts({ ...file, totals: [] }).map((one) => one.begin())).toEqual([expect.not.stringContaining('BANKMSGSRSV1')]);
  });

  it('is a line of a Xero statement', () =>
    expect(lines(xeroFile(), refund)[1]).toBe(
      `2026-12-02,-12.34,"Refund stripe","Refund 1E5 (${order}): =1+1","${order} ${id}"`,
    ));

  it('is two records of DATEV against the clearing account, with 125 fields each', () => {
    const [, columns, first, second] = lines(datevFile(file), refund).map((line) => line.split(';'));
    expect([datevColumns.length, columns?.length, first?.length, second?.length]).toEqual([125, 125, 125, 125]);
    expect(first?.slice(0, 14)).toEqual([
      '10,00',
      '"S"',
      '"EUR"',
      '',
      '',
      '',
      '8700',
      '1360',
      '',
      '0212',
      `"${order}"`,
      '',
      '',
      '"Refund: Returns digital"',
    ]);
    expect(second?.slice(0, 8)).toEqual(['2,34', '"S"', '"EUR"', '', '', '', '1770', '1360']);
    expect(first?.slice(26, 28)).toEqual(['"Text"', '"\'=1+1"']);
  });

  it('is a transaction of beancount, on accounts that are open', () =>
    expect(lines(beancountFile(file), refund).slice(2)).toEqual([
      '2026-12-01 open Income:Returns:Digital',
      '2026-12-01 open Liabilities:Sales-Tax:DE',
      '2026-12-01 open Assets:Clearing:Stripe',
      `2026-12-02 * "Refund" "=1+1" ^${order}`,
      `  entry: "${id}"`,
      `  order: "${order}"`,
      '  reference: "1E5"',
      '  event: "PaymentRefunded"',
      '  time: "2026-12-02T08:00:00.000Z"',
      '  Income:Returns:Digital  10.00 EUR',
      `    order: "${order}"`,
      '  Liabilities:Sales-Tax:DE  2.34 EUR',
      `    order: "${order}"`,
      '  Assets:Clearing:Stripe  -12.34 EUR',
      `    order: "${order}"`,
      '; total EUR: 1 entries, 3 lines, debit 12.34, credit 12.34',
    ]));

  it('is a transaction of hledger, of accounts and a currency that are declared', () =>
    expect(lines(hledgerFile(file), refund).slice(1)).toEqual([
      'commodity 1000.00 EUR',
      'account Income:Returns:Digital  ; type:R',
      'account Liabilities:Sales-Tax:DE  ; type:L',
      'account Assets:Clearing:Stripe  ; type:A',
      `2026-12-02 * (${order}) Refund | =1+1  ; entry:${id}, reference:1E5`,
      `    Income:Returns:Digital  10.00 EUR  ; order:${order}`,
      `    Liabilities:Sales-Tax:DE  2.34 EUR  ; order:${order}`,
      `    Assets:Clearing:Stripe  -12.34 EUR  ; order:${order}`,
      '; total EUR: 1 entries, 3 lines, debit 12.34, credit 12.34',
    ]));

  it('is three rows of a document, beside the balance of each account', () => {
    const { add, document } = pdfDocument(file);
    add(refund);
    const { rows, balances, totals } = document();
    expect(rows[2]).toEqual(['2026-12-02', order, '', 'Payment clearing stripe', 'EUR', '', '12.34']);
    expect(balances).toContainEqual(['Sales tax payable DE', 'EUR', '2.34', '', '2.34']);
    expect(totals).toEqual([['EUR', '1', '3', '12.34', '12.34']]);
  });
});

describe('R2: text', () => {
  it.each(['=HYPERLINK("http://x","y")', '@SUM(1+1)', '+1-555-0100', '-5', '\tfirst', '\r\n=1', '＝1'])(
    '%j is not run by a spreadsheet',
    (text) => expect(notAFormula(text)).toBe(`'${text}`),
  );

  it.each(['1E5', '3-4', '02138', 'a=b', ' =1', ''])('%j is left as it is', (text) => expect(notAFormula(text)).toBe(text));

  it('keeps semicolons, quotation marks and line breaks within its cell', () => expect(textCell('a;b"c\nd')).toBe('"a;b""c\nd"'));

  it('comes onto one line where a format has no other', () =>
    expect(onOneLine(' two\r\nlines\u2028and\ta tab\u0007 ')).toBe('two lines and a tab'));

  it('is cut between signs', () => {
    expect(cut('ab🎉', 3)).toBe('ab');
    expect(cut('ab🎉', 4)).toBe('ab🎉');
  });

  it('tells what happened in a sentence', () => {
    const bare: JournalEntry = { ...refund, kind: 'sale', reference: '', memo: '' };
    expect([sentenceOf(refund), sentenceOf(bare)]).toEqual([`Refund 1E5 (${order}): =1+1`, `Sale (${order})`]);
  });

  it('of an entry without a processor is a defect', () => expect(() => clearingOf({ lines: [] })).toThrow(TypeError));
});
