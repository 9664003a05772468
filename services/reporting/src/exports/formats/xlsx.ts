import { exponentOf, toDecimal } from '@tollgate/money';
import { accountOf } from '../../journal/chart-of-accounts.js';
import { type CurrencyTotals, sorted, withEntry } from '../../journal/control-totals.js';
import type { DatedEntry, FileWriter } from '../file-writer.js';
import type { ZipLayout } from '../zip-layout.js';
import { entryIdOf, kindOf, orderIdOf } from './texts.js';

/** All rows that a sheet may have, its heading among them. Source: Microsoft, Excel specifications and limits. */
const SHEET_ROWS = 1_048_576;
const DAY_MS = 86_400_000;
/** Days are counted from here. Source: ECMA-376 part 1, 18.17.4.1 (date base 1900). */
const FIRST_DAY = Date.UTC(1899, 11, 30);

const columns = [
  'Entry',
  'Day',
  'Time (UTC)',
  'Order',
  'Reference',
  'Event',
  'Kind',
  'Currency',
  'Account',
  'Account name',
  'Debit',
  'Credit',
  'Memo',
];
const widths = [37, 11, 25, 37, 16, 18, 9, 9, 22, 28, 14, 14, 40];

/** Indexes into the cell formats of `styles`. */
const styles = { text: 1, day: 2, heading: 3, money: { 0: 4, 2: 5, 3: 6, 4: 7 } as Readonly<Record<number, number>>, count: 4 };

/** What XML cannot hold, or Excel would take for its own way to write such signs. Source: XML 1.0 §2.2; ECMA-376 part 1, 22.4.2.4. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');

/** A cell of text stays text whatever it looks like: its type is text, and its format says so (`quotePrefix`). */
const textCell = (text: string, style = styles.text): string =>
  text === '' ? '<c/>' : `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
const numberCell = (number: string, style: number): string => `<c s="${style}"><v>${number}</v></c>`;
const moneyCell = (minor: bigint, currency: string): string =>
  minor > 0n ? numberCell(toDecimal(minor, currency), styles.money[exponentOf(currency)] ?? styles.text) : '<c/>';
const dayCell = (day: string): string => numberCell(`${(Date.parse(`${day}T00:00:00Z`) - FIRST_DAY) / DAY_MS}`, styles.day);

const rowsOf = (entry: DatedEntry): string => {
  const { day, at, reference, event, currency, memo } = entry;
  const own = textCell(entryIdOf(entry)) + dayCell(day) + textCell(at) + textCell(orderIdOf(entry)) + textCell(reference);
  const told = own + textCell(event) + textCell(kindOf(entry).toLowerCase()) + textCell(currency);
  const because = textCell(memo);
  let rows = '';
  for (const { account, minor } of entry.lines) {
    const named = textCell(account) + textCell(accountOf(account).name);
    rows += `<row>${told}${named}${moneyCell(minor, currency)}${moneyCell(-minor, currency)}${because}</row>`;
  }
  return rows;
};

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const heading = (names: readonly string[]): string =>
  `<row>${names.map((name) => textCell(name, styles.heading)).join('')}</row>`;

const sheetBegin = (names: readonly string[], columnWidths: readonly number[]): string => {
  const cols = columnWidths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  return `${DECLARATION}<worksheet xmlns="${NAMESPACE}">${frozen}<cols>${cols.join('')}</cols><sheetData>${heading(names)}`;
};
const sheetEnd = '</sheetData></worksheet>';

const totalsRow = ({ currency, entries, lines, turnover }: CurrencyTotals): string => {
  const counts = [entries, lines].map((count) => numberCell(`${count}`, styles.count)).join('');
  return `<row>${textCell(currency)}${counts}${moneyCell(turnover, currency).repeat(2)}</row>`;
};

const totalsSheet = (totals: readonly CurrencyTotals[]): string =>
  sheetBegin(['Currency', 'Entries', 'Lines', 'Debit', 'Credit'], [10, 12, 12, 18, 18]) +
  totals.map(totalsRow).join('') +
  sheetEnd;

const formats = ['yyyy\\-mm\\-dd', '#,##0', '#,##0.00', '#,##0.000', '#,##0.0000'];
const stylesXml = `${DECLARATION}<styleSheet xmlns="${NAMESPACE}"><numFmts count="${formats.length}">${formats
  .map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`)
  .join(
    '',
  )}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf/><xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/>
<xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/>${[1, 2, 3, 4]
  .map((index) => `<xf numFmtId="${164 + index}" applyNumberFormat="1"/>`)
  .join('')}</cellXfs></styleSheet>`;

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const sheetName = (index: number): string => (index === 0 ? 'Journal' : `Journal ${index + 1}`);

const workbookOf = (sheets: readonly string[]): readonly (readonly [name: string, text: string])[] => {
  const numbered = sheets.map((name, index) => ({ name, id: index + 1 }));
  const sheetTags = numbered.map(({ name, id }) => `<sheet name="${name}" sheetId="${id}" r:id="rId${id}"/>`);
  const relations = numbered.map(
    ({ id }) => `<Relationship Id="rId${id}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${id}.xml"/>`,
  );
  const parts = numbered.map(
    ({ id }) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${MAIN}.worksheet+xml"/>`,
  );
  const style = `rId${sheets.length + 1}`;
  return [
    [
      'xl/workbook.xml',
      `${DECLARATION}<workbook xmlns="${NAMESPACE}" xmlns:r="${OFFICE}"><sheets>${sheetTags.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}<Relationship Id="${style}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', stylesXml],
    [
      '_rels/.rels',
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${MAIN}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${MAIN}.styles+xml"/>${parts.join('')}</Types>`,
    ],
  ];
};

/** A workbook: a row a line of an entry, on as many sheets as their rows take, and a last sheet with the control totals. Days and
 *  amounts are numbers with a format. Source: ECMA-376 part 1 (SpreadsheetML). */
export const xlsxLayout = (): ZipLayout => {
  let totals: ReadonlyMap<string, CurrencyTotals> = new Map();
  const sheet: FileWriter = {
    begin: () => sheetBegin(columns, widths),
    entry: (entry) => {
      totals = withEntry(totals, entry);
      return rowsOf(entry);
    },
    end: () => sheetEnd,
  };
  return {
    partName: (index) => `xl/worksheets/sheet${index + 1}.xml`,
    part: () => sheet,
    rowsOf: ({ lines }) => lines.length,
    maxRows: SHEET_ROWS - 1,
    rest: (parts) => [
      [`xl/worksheets/sheet${parts + 1}.xml`, totalsSheet(sorted(totals))],
      ...workbookOf([...Array.from({ length: parts }, (_, index) => sheetName(index)), 'Totals']),
    ],
  };
};
