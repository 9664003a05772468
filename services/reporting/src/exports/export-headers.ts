import { toDecimal } from '@tollgate/money';
import { type FormatName, formatOf } from './export-formats.js';
import type { ExportFile } from './file-writer.js';

/** `journal-live-2026-11-01-2026-11-30.csv` */
const fileNameOf = ({ format, mode, from, to }: ExportFile & { readonly format: FormatName }): string => {
  const { extension, namePrefix = '' } = formatOf(format);
  const own = format === extension ? '' : `-${format}`;
  return `${namePrefix}journal${own}-${mode}-${from}-${to}.${extension}`;
};

/** What a file is sent with: its name and type, how much is to come (for progress), and its control totals: all debits, which all credits
 *  equal, currency by currency. What comes to a period that is not over while the file is sent is in the file, not here. */
export const headersOf = (file: ExportFile & { readonly format: FormatName }): Readonly<Record<string, string>> => {
  const { totals } = file;
  const sum = (of: 'entries' | 'lines'): string => String(totals.reduce((count, one) => count + one[of], 0));
  return {
    'content-type': formatOf(file.format).mediaType,
    'content-disposition': `attachment; filename="${fileNameOf(file)}"`,
    'x-export-entries': sum('entries'),
    'x-export-lines': sum('lines'),
    'x-export-totals': totals.map(({ currency, turnover }) => `${currency} ${toDecimal(turnover, currency)}`).join(', '),
  };
};
