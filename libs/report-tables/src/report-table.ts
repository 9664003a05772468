/** Days of the store's zone, both included: YYYY-MM-DD. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** A `day` is one, or a month: 2026-11-23, 2026-11. */
export type ColumnKind = 'text' | 'day' | 'count' | 'amount' | 'rate' | 'taxRate';

export interface Column {
  /** Of the text that names it. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** What the API calls it, where the events behind it can be listed. */
  readonly figure?: string;
}

/** What a figure of a row is found by; the days are those of the report unless they stand here. */
export interface RowKeys {
  readonly key?: string;
  readonly detail?: string;
  readonly rate?: string;
  readonly days?: { readonly from: string; readonly to: string };
}

/** Null where there is nothing to tell, e.g. the approval rate of no authorizations. An amount is in minor units, a rate a fraction of 1. */
export type Value = string | number | null;

export interface Row {
  readonly id: string;
  readonly values: readonly Value[];
  /** What to look for orders by; undefined where orders cannot be looked for so. */
  readonly orders?: Readonly<Record<string, string>>;
  /** Another page that it opens. */
  readonly link?: string;
  /** Undefined where nobody can list its events. */
  readonly keys?: RowKeys;
}

export interface Table {
  /** What the API calls the report, where the events behind its figures can be listed. */
  readonly report?: string;
  /** There is more than its rows: their sum is not that of the report. */
  readonly isTop?: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Beneath each column; null beneath what cannot be added. */
  readonly totals: readonly (number | null)[];
}

export interface Sorting {
  readonly column: number;
  readonly isDescending: boolean;
}

const compare = (a: Value, b: Value): number => {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
};

/** The rows by one column; rows with the same value stay as they were. */
export const sorted = (rows: readonly Row[], sorting: Sorting | undefined): readonly Row[] => {
  if (sorting === undefined) return rows;
  const { column, isDescending } = sorting;
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(a.values[column] ?? null, b.values[column] ?? null));
};

/** A press on a column's head: figures largest first, texts from A, days from the first; pressed again, the other way round. */
export const pressed = (sorting: Sorting | undefined, column: number, kind: ColumnKind): Sorting =>
  sorting?.column === column
    ? { column, isDescending: !sorting.isDescending }
    : { column, isDescending: kind !== 'text' && kind !== 'day' };

/** What stands beneath each column: counts and amounts add up, rates and texts do not. */
export const totalsOf = (columns: readonly Column[], rows: readonly Row[]): readonly (number | null)[] =>
  columns.map(({ kind }, column) =>
    kind === 'count' || kind === 'amount' ? rows.reduce((sum, { values }) => sum + Number(values[column] ?? 0), 0) : null,
  );
