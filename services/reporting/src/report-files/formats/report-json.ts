import type { Value } from '@tollgate/report-tables';
import type { PlannedReport } from '../plan-report.js';
import type { ReportContent } from '../report-content.js';

/** A report for programs: a row is an object by the names of the columns, amounts are integers in minor units, and `of` is what a row is of in the
 *  words of the API, whatever the language. */
export function* reportJson(content: ReportContent, planned: PlannedReport, writtenAt: string): Generator<string> {
  const { title, columns, heads, sections } = content;
  const { report, merchant, mode, from, to, timeZone, at } = planned;
  const named = (values: readonly Value[]): object =>
    Object.fromEntries(columns.map(({ name }, index) => [name, values[index] ?? null]));
  const told = columns.map(({ name, kind }, index) => ({ name, kind, title: heads[index] }));
  const about = { report, title, merchant, mode, from, to, timeZone, at: at === '' ? null : at, writtenAt, columns: told };
  yield `${JSON.stringify(about).slice(0, -1)},"data":[`;
  let separator = '\n';
  for (const { currency, table } of sections)
    for (const { values, keys: { days: _, ...of } = {} } of table.rows) {
      yield `${separator}${JSON.stringify({ ...named(values), currency, of })}`;
      separator = ',\n';
    }
  const totals = sections.map(({ currency, table }) => ({ ...named(table.totals), currency }));
  yield `\n],"totals":${JSON.stringify(totals)}}\n`;
}
