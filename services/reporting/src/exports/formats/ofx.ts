import { toDecimal } from '@tollgate/money';
import type { DatedEntry, ExportFile, FileWriter } from '../file-writer.js';
import { clearingOf, cut, entryIdOf, kindOf, sentenceOf } from './texts.js';

/** QuickBooks takes a file only from a bank that it knows by this number; the account behind it is chosen at the import. */
const BANK = '3000';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Noon, so that a program that shifts it by its own zone stays on the day. */
const momentOf = (day: string): string => `${day.replaceAll('-', '')}120000[0:GMT]`;

/** 22 signs are all that an account's number may have. */
const accountIdOf = ({ merchant, mode }: ExportFile, currency: string): string => `${merchant.slice(-12)}-${mode}-${currency}`;

const header = [
  'OFXHEADER:100',
  'DATA:OFXSGML',
  'VERSION:102',
  'SECURITY:NONE',
  'ENCODING:USASCII',
  'CHARSET:1252',
  'COMPRESSION:NONE',
];

const signOn = ({ writtenAt }: ExportFile): string => {
  const now = writtenAt.replace(/\D/g, '').slice(0, 14);
  return `<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>${now}[0:GMT]<LANGUAGE>ENG
<FI><ORG>Tollgate<FID>${BANK}</FI><INTU.BID>${BANK}</SONRS></SIGNONMSGSRSV1>\n`;
};

const opening = (file: ExportFile): string =>
  `${[...header, 'OLDFILEUID:NONE', 'NEWFILEUID:NONE'].join('\r\n')}\r\n\r\n<OFX>\n${signOn(file)}`;

const transactionOf = (entry: DatedEntry): string => {
  const { account, minor } = clearingOf(entry);
  const name = `${kindOf(entry)} ${account.slice('clearing:'.length)}`;
  return `<STMTTRN><TRNTYPE>${minor > 0n ? 'CREDIT' : 'DEBIT'}<DTPOSTED>${momentOf(entry.day)}<TRNAMT>${toDecimal(minor, entry.currency)}
<FITID>${entryIdOf(entry)}<NAME>${escaped(cut(name, 32))}<MEMO>${escaped(cut(sentenceOf(entry), 255))}</STMTTRN>\n`;
};

/** The statement of one currency: what moved in its clearing accounts. */
const statement = (
  file: ExportFile,
  currency: string,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): FileWriter => {
  let balance = 0n;
  return {
    begin: () => `${isFirst ? `${opening(file)}<BANKMSGSRSV1>\n` : ''}<STMTTRNRS><TRNUID>0<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<STMTRS><CURDEF>${currency}<BANKACCTFROM><BANKID>TOLLGATE<ACCTID>${accountIdOf(file, currency)}<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>${momentOf(file.from)}<DTEND>${momentOf(file.to)}\n`,
    entry: (entry) => {
      balance += clearingOf(entry).minor;
      return transactionOf(entry);
    },
    end: () => `</BANKTRANLIST><LEDGERBAL><BALAMT>${toDecimal(balance, currency)}<DTASOF>${momentOf(file.to)}</LEDGERBAL></STMTRS></STMTTRNRS>
${isLast ? '</BANKMSGSRSV1>\n</OFX>\n' : ''}`,
  };
};

/** QuickBooks Web Connect (.qbo), and any program that reads OFX: what the processors took in and gave back, as the
 *  statement of an account for each currency, in Windows-1252. A transaction's FITID is its entry's id, by which a program knows
 *  what it has read before. The ledger balance is the sum of the statement: its control total.
 *  Source: Open Financial Exchange 1.0.2, chapters 2 and 11; INTU.BID: Intuit, QuickBooks Web Connect. */
export const ofxParts = (file: ExportFile): readonly (FileWriter & { readonly currency?: string })[] => {
  const { totals } = file;
  if (totals.length === 0) return [{ begin: () => `${opening(file)}</OFX>\n`, entry: transactionOf, end: () => '' }];
  return totals.map(({ currency }, index) => ({
    currency,
    ...statement(file, currency, { isFirst: index === 0, isLast: index === totals.length - 1 }),
  }));
};
