import { reportTitle, wordsOf } from '@tollgate/report-tables';
import { fill } from '../mails/fill.js';
import type { OperatorLanguage } from './operator-words.data.js';
import { reportWordsOf } from './report-words.data.js';

/** A report that was due, as it is asked for. */
export interface MailedReport {
  /** RFC 3339 */
  readonly dueAt: string;
  readonly file: {
    readonly merchant: string;
    readonly mode: string;
    readonly format: string;
    /** Days of the zone, YYYY-MM-DD, both inclusive. */
    readonly from: string;
    readonly to: string;
    readonly timeZone: string;
    readonly currency: string;
    /** Empty for the journal. */
    readonly report: string;
    /** Of the file's words; empty for the journal. */
    readonly language: string;
  };
  /** Why there is no file: a code; empty where there is one. */
  readonly problem: string;
}

const daysText = ({ from, to }: MailedReport['file'], language: string): string => {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return from === to ? format.format(new Date(from)) : format.formatRange(new Date(from), new Date(to));
};

/** What a report by mail says, in its reader's language; with a file's name where one is attached. */
export const reportParts = (
  { file, problem }: MailedReport,
  { language, store, fileName }: { readonly language: OperatorLanguage; readonly store: string; readonly fileName: string },
) => {
  const { test, why, ...kinds } = reportWordsOf[language];
  const words = file.report === '' ? kinds.journal : kinds.report;
  const report = reportTitle(file.report, wordsOf(language));
  const days = daysText(file, language);
  const title = fill(words.title, { store, days, report });
  const without = problem === '' ? words.tooLarge : words.notWritten;
  const told = { days, report, file: fileName, timeZone: file.timeZone, format: file.format };
  return {
    title: file.mode === 'test' ? `${title} (${test})` : title,
    says: fill(fileName === '' ? without : words.attached, told),
    button: words.open,
    until: '',
    last: fill(why, { store }),
  };
};
