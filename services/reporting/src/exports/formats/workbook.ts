import { exponentOf, toDecimal } from '@tollgate/money';

/** All rows that a sheet may have, its heading among them. Source: Microsoft, Excel specifications and limits. */
export const SHEET_ROWS = 1_048_576;
const DAY_MS = 86_400_000;
/** Days are counted from here. Source: ECMA-376 part 1, 18.17.4.1 (date base 1900). */
const FIRST_DAY = Date.UTC(1899, 11, 30);

/** Indexes into the cell formats of `styles`. */
export const styles = {
  text: 1,
  day: 2,
  heading: 3,
  money: { 0: 4, 2: 5, 3: 6, 4: 7 } as Readonly<Record<number, number>>,
  count: 4,
  rate: 8,
};

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
export const textCell = (text: string, style = styles.text): string =>
  text === '' ? '<c/>' : `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
export const headCell = (text: string): string => textCell(text, styles.heading);
export const numberCell = (number: string, style: number): string => `<c s="${style}"><v>${number}</v></c>`;
export const amountCell = (minor: bigint, currency: string): string =>
  numberCell(toDecimal(minor, currency), styles.money[exponentOf(currency)] ?? styles.text);
export const dayCell = (day: string): string =>
  numberCell(`${(Date.parse(`${day}T00:00:00Z`) - FIRST_DAY) / DAY_MS}`, styles.day);

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const heading = (names: readonly string[]): string => `<row>${names.map(headCell).join('')}</row>`;

export const sheetBegin = (names: readonly string[], columnWidths: readonly number[]): string => {
  const cols = columnWidths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  return `${DECLARATION}<worksheet xmlns="${NAMESPACE}">${frozen}<cols>${cols.join('')}</cols><sheetData>${heading(names)}`;
};
export const sheetEnd = '</sheetData></worksheet>';

const formats = ['yyyy\\-mm\\-dd', '#,##0', '#,##0.00', '#,##0.000', '#,##0.0000', '0.0000%'];
const stylesXml = `${DECLARATION}<styleSheet xmlns="${NAMESPACE}"><numFmts count="${formats.length}">${formats
  .map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`)
  .join(
    '',
  )}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="9"><xf/><xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/>
<xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/>${[1, 2, 3, 4, 5]
  .map((index) => `<xf numFmtId="${164 + index}" applyNumberFormat="1"/>`)
  .join('')}</cellXfs></styleSheet>`;

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What Excel takes for the name of a sheet. Source: Microsoft, Rename a worksheet. */
const sheetNameOf = (name: string): string => xml(name.replace(/[[\]:*?/\\'"]/g, ' ').slice(0, 31));

/** What an archive has beside its sheets, which are `xl/worksheets/sheet1.xml` and so on. Source: ECMA-376 part 1 (SpreadsheetML). */
export const workbookOf = (sheets: readonly string[]): readonly (readonly [name: string, text: string])[] => {
  const numbered = sheets.map((name, index) => ({ name, id: index + 1 }));
  const sheetTags = numbered.map(({ name, id }) => `<sheet name="${sheetNameOf(name)}" sheetId="${id}" r:id="rId${id}"/>`);
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
