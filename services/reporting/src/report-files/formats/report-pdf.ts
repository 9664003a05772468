import { exponentOf, toDecimal } from '@tollgate/money';
import type { Column, Value } from '@tollgate/report-tables';
import { onOneLine } from '../../exports/formats/texts.js';
import type { PlannedReport } from '../plan-report.js';
import type { ReportContent } from '../report-content.js';

/** What the template shows; every text is data to it, never markup. */
export interface ReportDocument {
  readonly title: string;
  readonly about: string;
  readonly language: string;
  readonly heads: readonly string[];
  /** Whether a column is text, which is as wide as there is room. */
  readonly isText: readonly boolean[];
  readonly rows: readonly (readonly string[])[];
  readonly totals: readonly (readonly string[])[];
}

/** Figures as people of the language write them. Intl takes a decimal as a text, exactly. */
const written = (language: string) => {
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 4 });
  const count = new Intl.NumberFormat(language);
  const amounts = new Map<number, Intl.NumberFormat>();
  const amount = (value: number, currency: string): string => {
    const digits = exponentOf(currency);
    const format =
      amounts.get(digits) ?? new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    amounts.set(digits, format);
    return format.format(toDecimal(BigInt(value), currency) as Intl.StringNumericLiteral);
  };
  return (value: Value, column: Column | undefined, currency: string): string => {
    if (value === null || column === undefined) return '';
    if (typeof value === 'string') return onOneLine(value);
    if (column.kind === 'amount') return amount(value, currency);
    return column.kind === 'count' ? count.format(value) : percent.format(value);
  };
};

/** A report to print, sign and file. */
export const reportDocument = (content: ReportContent, planned: PlannedReport, writtenAt: string): ReportDocument => {
  const { title, columns, heads, total, sections } = content;
  const { merchant, mode, from, to, timeZone, at, language } = planned;
  const show = written(language);
  const known = at === '' ? [] : [`@ ${at}`];
  return {
    title: `${title} ${from} – ${to}`,
    about: [merchant, mode, timeZone, ...known, writtenAt].join(' · '),
    language,
    heads,
    isText: [...columns.map(({ kind }) => kind === 'text'), false],
    rows: sections.flatMap(({ currency, table }) =>
      table.rows.map(({ values }) => [...values.map((value, index) => show(value, columns[index], currency)), currency]),
    ),
    totals: sections.map(({ currency, table }) => [
      total,
      ...table.totals.slice(1).map((sum, index) => show(sum, columns[index + 1], currency)),
      currency,
    ]),
  };
};
