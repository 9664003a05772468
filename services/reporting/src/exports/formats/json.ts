import { accountOf } from '../../journal/chart-of-accounts.js';
import { type CurrencyTotals, sorted, withEntry } from '../../journal/control-totals.js';
import type { DatedEntry, ExportFile, FileWriter } from '../file-writer.js';
import { entryIdOf, orderIdOf } from './texts.js';

/** Minor units as JSON writes integers; JSON.stringify knows none of 64 bits. */
const lineText = (account: string, minor: bigint): string =>
  `{"account":${JSON.stringify(account)},"type":"${accountOf(account).type}","debit":${minor > 0n ? minor : 0},"credit":${minor < 0n ? -minor : 0}}`;

const entryText = (entry: DatedEntry): string => {
  const { day, at, reference, event, kind, currency, memo, lines } = entry;
  const told = { id: entryIdOf(entry), day, at, order: orderIdOf(entry), reference, event, kind, currency, memo };
  const lineTexts = lines.map(({ account, minor }) => lineText(account, minor));
  return `${JSON.stringify(told).slice(0, -1)},"lines":[${lineTexts.join(',')}]}`;
};

const totalsText = ({ currency, entries, lines, turnover }: CurrencyTotals): string =>
  `{"currency":"${currency}","entries":${entries},"lines":${lines},"debit":${turnover},"credit":${turnover}}`;

/** One JSON object: the period, the entries, and the totals of what was written. Amounts are integers in minor units, as
 *  everywhere in the merchant API. */
export const jsonFile = ({ merchant, mode, from, to, timeZone, writtenAt }: ExportFile): FileWriter => {
  let totals: ReadonlyMap<string, CurrencyTotals> = new Map();
  let isFirst = true;
  return {
    begin: () => {
      const told = { merchant, mode, from, to, timeZone, writtenAt };
      return `${JSON.stringify(told).slice(0, -1)},"entries":[`;
    },
    entry: (entry) => {
      totals = withEntry(totals, entry);
      const separator = isFirst ? '\n' : ',\n';
      isFirst = false;
      return separator + entryText(entry);
    },
    end: () => `\n],"totals":[${sorted(totals).map(totalsText).join(',')}]}\n`,
  };
};
