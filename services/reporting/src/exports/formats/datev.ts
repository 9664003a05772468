import { accountOf } from '../../journal/chart-of-accounts.js';
import type { DatedEntry, ExportFile, FileWriter } from '../file-writer.js';
import { datevColumns } from './datev-columns.data.js';
import { clearingOf, cut, entryIdOf, kindOf, notAFormula, onOneLine, orderIdOf, sizeOf } from './texts.js';

/** All that a batch may hold. Source: DATEV, Buchungsstapel: 99,999 records. */
export const DATEV_LINES = 99_999;
/** The consultant and client of DATEV's own samples: the office that imports the batch gives its own. */
const CONSULTANT = '1001';
const CLIENT = '1';

const quoted = (text: string): string => `"${onOneLine(text).replaceAll('"', '""')}"`;
/** Cut before the quotation marks are doubled: the limit is of the text. */
const upTo = (length: number, text: string): string => quoted(cut(notAFormula(onOneLine(text)), length));
const compact = (day: string): string => day.replaceAll('-', '');

const header = ({ from, to, writtenAt }: ExportFile): string => {
  const year = from.slice(0, 4);
  return [
    ...['"EXTF"', '700', '21', '"Buchungsstapel"', '13', writtenAt.replace(/\D/g, '').slice(0, 17), '', '"TG"', '""', '""'],
    ...[
      CONSULTANT,
      CLIENT,
      `${year}0101`,
      '4',
      compact(from),
      compact(to),
      upTo(30, `Tollgate ${compact(from)}-${compact(to)}`),
      '""',
      '1',
      '0',
      '0',
    ],
    ...['"EUR"', '', '""', '', '', '"03"', '', '', '""', '""'],
  ].join(';');
};

const recordsOf = (entry: DatedEntry): string => {
  const clearing = clearingOf(entry);
  const { currency, day, reference, memo } = entry;
  const others = entry.lines.filter((line) => line !== clearing);
  const records = others.map((line) => {
    const account = accountOf(line.account);
    const fields: string[] = datevColumns.map(() => '');
    fields[0] = sizeOf(line, currency).replace('.', ',');
    fields[1] = line.minor > 0n ? '"S"' : '"H"';
    fields[2] = `"${currency}"`;
    fields[6] = account.skr03;
    fields[7] = accountOf(clearing.account).skr03;
    fields[9] = `${day.slice(8, 10)}${day.slice(5, 7)}`;
    fields[10] = quoted(orderIdOf(entry));
    fields[13] = upTo(60, `${kindOf(entry)}: ${account.name}`);
    fields[20] = '"Tollgate-Buchung"';
    fields[21] = quoted(entryIdOf(entry));
    fields[22] = '"Gegenkonto"';
    fields[23] = upTo(210, clearing.account);
    if (reference !== '') [fields[24], fields[25]] = ['"Bestellnummer"', upTo(210, reference)];
    if (memo !== '') [fields[26], fields[27]] = ['"Text"', upTo(210, memo)];
    fields[113] = '0';
    return `${fields.join(';')}\r\n`;
  });
  return records.join('');
};

/** A DATEV batch (EXTF 700, Buchungsstapel, format version 13) in Windows-1252: a record for each line of an entry against the
 *  clearing account, so that the records' amounts, credits less debits, are what the processors owe. The document date has no year, so that a
 *  batch lies within one; it is in euros, as other currencies need a rate that we do not know. The order's id is the document's number (Belegfeld 1).
 *  Source: developer.datev.de, DATEV-Format, Header and Buchungsstapel. */
export const datevFile = (file: ExportFile): FileWriter => ({
  begin: () => `${header(file)}\r\n${datevColumns.join(';')}\r\n`,
  entry: recordsOf,
  end: () => '',
});
