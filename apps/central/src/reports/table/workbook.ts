import { exponentOf } from '@tollgate/money';
import { decimalOf } from '../../format/format-money.js';
import type { Column, Row, Table, Value } from './report-table.js';
import { zipOf } from './zip.js';

const DAY_MS = 86_400_000;
/** Days are counted from here. Source: ECMA-376 part 1, 18.17.4.1 (date base 1900). */
const FIRST_DAY = Date.UTC(1899, 11, 30);

/** Formats of cells, by their place in the style sheet: text stays text whatever it looks like. */
const TEXT = 1;
const DAY = 2;
const HEAD = 3;
const COUNT = 4;
const RATE = 5;
const AMOUNT = 6;
const codes = ['yyyy\\-mm\\-dd', '#,##0', '0.0000%', '#,##0', '#,##0.0', '#,##0.00', '#,##0.000', '#,##0.0000'];

/** What XML cannot hold, or Excel would take for its own way to write such signs. Source: XML 1.0 §2.2; ECMA-376 part 1, 22.4.2.4. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const textCell = (text: string, style = TEXT): string =>
  `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
const numberCell = (number: string | number, style: number): string => `<c s="${style}"><v>${number}</v></c>`;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

const figureCell = (value: number, { kind }: Column, digits: number): string => {
  if (kind === 'amount') return numberCell(decimalOf(value, digits), AMOUNT + digits);
  return numberCell(value, kind === 'count' ? COUNT : RATE);
};

const cellOf = (value: Value, column: Column, digits: number): string => {
  if (value === null) return '<c/>';
  if (typeof value === 'number') return figureCell(value, column, digits);
  if (column.kind === 'day' && isDay(value)) return numberCell((Date.parse(`${value}T00:00:00Z`) - FIRST_DAY) / DAY_MS, DAY);
  return textCell(value);
};

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const formats = codes.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`);
const cellFormats = [
  '<xf/>',
  '<xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/>',
  '<xf numFmtId="164" applyNumberFormat="1"/>',
  '<xf fontId="1" applyFont="1"/>',
  ...codes.slice(1).map((_, index) => `<xf numFmtId="${165 + index}" applyNumberFormat="1"/>`),
];
const styles = `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="${cellFormats.length}">${cellFormats.join('')}</cellXfs></styleSheet>`;

const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Report" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': styles,
};

/** A report as shown, as a workbook: figures and days are numbers with a format, every row but the first is data, and the currency has a column
 *  of its own. Source: ECMA-376 part 1 (SpreadsheetML). */
export const workbookOf = (
  { columns }: Table,
  rows: readonly Row[],
  { currency, heads }: { readonly currency: string; readonly heads: readonly string[] },
): Uint8Array<ArrayBuffer> => {
  const digits = exponentOf(currency);
  const lines = [
    [...heads, 'currency'].map((head) => textCell(head, HEAD)),
    ...rows.map(({ values }) => [
      ...columns.map((column, index) => cellOf(values[index] ?? null, column, digits)),
      textCell(currency),
    ]),
  ];
  const data = lines.map((cells) => `<row>${cells.join('')}</row>`).join('');
  const sheet = `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/><sheetData>${data}</sheetData></worksheet>`;
  const encode = (text: string) => new TextEncoder().encode(text);
  return zipOf(
    Object.entries({ ...parts, 'xl/worksheets/sheet1.xml': sheet }).map(([name, text]) => ({ name, content: encode(text) })),
  );
};
