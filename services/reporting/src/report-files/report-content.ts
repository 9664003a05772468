import { DomainError } from '@tollgate/errors';
import { type Column, sorted, type Table } from '@tollgate/report-tables';

/** What a report tells of one currency. */
export interface Section {
  readonly currency: string;
  readonly table: Table;
}

/** What a file tells: the same columns for each currency. */
export interface ReportContent {
  readonly title: string;
  readonly columns: readonly Column[];
  /** What the columns are called, that of the currency after them. */
  readonly heads: readonly string[];
  /** What stands before the sums. */
  readonly total: string;
  readonly sections: readonly Section[];
}

/** The rows by a column, named as the table names it: `net`, or `-net` for the largest first; '' as they are. DomainError `unknown_column`. */
export const sortedBy = (table: Table, sort: string): Table => {
  if (sort === '') return table;
  const isDescending = sort.startsWith('-');
  const column = table.columns.findIndex(({ name }) => name === (isDescending ? sort.slice(1) : sort));
  if (column < 0) throw new DomainError('unknown_column', 'sort');
  return { ...table, rows: sorted(table.rows, { column, isDescending }) };
};

export const rowCount = ({ sections }: ReportContent): number => sections.reduce((sum, { table }) => sum + table.rows.length, 0);

/** Rows in which anything happened: a day without sales is told, and is nothing to write home about. */
export const eventfulRows = ({ sections }: ReportContent): number =>
  sections
    .flatMap(({ table }) => table.rows)
    .filter(({ values }) => values.some((value) => typeof value === 'number' && value !== 0)).length;
