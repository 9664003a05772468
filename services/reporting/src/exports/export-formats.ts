import type { ExportFile, FileWriter } from './file-writer.js';
import { beancountFile } from './formats/beancount.js';
import { csvFile } from './formats/csv.js';
import { DATEV_LINES, datevFile } from './formats/datev.js';
import { hledgerFile } from './formats/hledger.js';
import { iifFile } from './formats/iif.js';
import { jsonFile } from './formats/json.js';
import { ofxParts } from './formats/ofx.js';
import { PDF_LINES } from './formats/pdf.js';
import { XERO_LINES, xeroFile } from './formats/xero.js';
import { xlsxLayout } from './formats/xlsx.js';
import type { ZipLayout } from './zip-layout.js';

/** A part of a text file, with the currency that its entries are of; all where it has none. */
export type TextPart = FileWriter & { readonly currency?: string };

/** How a format makes a file: texts one after the other, an archive of such, or a document that is typeset as a whole. */
export type FileForm =
  | {
      readonly form: 'text';
      readonly encoding: 'utf-8' | 'windows-1252';
      readonly parts: (file: ExportFile) => readonly TextPart[];
    }
  | { readonly form: 'zip'; readonly layout: (file: ExportFile) => ZipLayout }
  | { readonly form: 'pdf' };

/** What a format can hold. */
export interface FormatLimits {
  /** Of all lines in a file; without it there is no limit. */
  readonly maxLines?: number;
  /** One currency a file: the format names none, or one for all. */
  readonly isOneCurrency?: boolean;
  /** The only one that it takes: of another it would have to say what it was worth in the currency of the books. */
  readonly onlyCurrency?: string;
  /** Decimal places of its amounts; more would be rounded by the program that reads it. */
  readonly maxPlaces?: number;
  /** Its dates have no year. */
  readonly isWithinYear?: boolean;
}

export interface ExportFormat extends FormatLimits {
  readonly mediaType: string;
  /** After the name of the file. */
  readonly extension: string;
  /** Before it, where the program that reads it asks for one. */
  readonly namePrefix?: string;
  readonly file: FileForm;
}

const text = (writer: (file: ExportFile) => FileWriter, encoding: 'utf-8' | 'windows-1252' = 'utf-8'): FileForm => ({
  form: 'text',
  encoding,
  parts: (file) => [writer(file)],
});

const xeroLayout = ({ from, to }: ExportFile): ZipLayout => ({
  partName: (index) => `xero_${from}_${to}_${String(index + 1).padStart(4, '0')}.csv`,
  part: xeroFile,
  rowsOf: () => 1,
  maxRows: XERO_LINES,
  rest: () => [],
});

/** All formats of the journal. A new one is an entry here and its writer. */
export const exportFormats = {
  json: { mediaType: 'application/json; charset=utf-8', extension: 'json', file: text(jsonFile) },
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv', file: text(csvFile) },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    file: { form: 'zip', layout: xlsxLayout },
  },
  pdf: { mediaType: 'application/pdf', extension: 'pdf', file: { form: 'pdf' }, maxLines: PDF_LINES },
  iif: {
    mediaType: 'text/plain; charset=windows-1252',
    extension: 'iif',
    file: text(iifFile, 'windows-1252'),
    isOneCurrency: true,
    maxPlaces: 2,
  },
  qbo: {
    mediaType: 'application/vnd.intu.qbo',
    extension: 'qbo',
    file: { form: 'text', encoding: 'windows-1252', parts: ofxParts },
  },
  xero: {
    mediaType: 'application/zip',
    extension: 'zip',
    file: { form: 'zip', layout: xeroLayout },
    isOneCurrency: true,
    maxPlaces: 2,
  },
  datev: {
    mediaType: 'text/csv; charset=windows-1252',
    extension: 'csv',
    namePrefix: 'EXTF_',
    file: text(datevFile, 'windows-1252'),
    onlyCurrency: 'EUR',
    maxLines: DATEV_LINES,
    isWithinYear: true,
  },
  beancount: { mediaType: 'text/plain; charset=utf-8', extension: 'beancount', file: text(beancountFile) },
  hledger: { mediaType: 'text/plain; charset=utf-8', extension: 'journal', file: text(hledgerFile) },
} as const satisfies Readonly<Record<string, ExportFormat>>;

export type FormatName = keyof typeof exportFormats;

export const isFormat = (name: string): name is FormatName => Object.hasOwn(exportFormats, name);

export const formatOf = (name: FormatName): ExportFormat => exportFormats[name];
