import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type Column, pressed, type Row, type Sorting, sorted, type Table, type Value } from '@tollgate/report-tables';
import { Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { useLanguage } from '../../i18n/language-provider.js';
import { useAt } from '../../time-machine/use-at.js';
import { late } from '../../ui/late.js';
import { Panel } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import type { Cell } from '../events/use-report-events.js';
import type { Period } from '../period/period.js';
import { SaveButtons } from './save-buttons.js';
import { showValue } from './show-value.js';
import classes from './table.module.css';
import { type Files, sortName, useTableFile } from './use-table-file.js';

const CellEvents = late(async () => (await import('../events/cell-events.js')).CellEvents);

/** A figure that somebody pressed; of the sum beneath the column where there is no row. */
interface Pressed {
  readonly column: Column;
  readonly row: Row | undefined;
  readonly value: string;
}

interface DataTableProps {
  readonly title: string;
  /** What the server's file of it is called. */
  readonly name: string;
  /** Where the server has its files, and of which of its rows alone, where that is not the store's own report. */
  readonly files?: Files;
  /** A part of the server's file: to be saved where all of it is shown. */
  readonly isWithoutFile?: boolean;
  readonly table: Table;
  readonly currency: string;
  readonly period: Period;
}

const isFigure = ({ kind }: Column): boolean => kind !== 'text' && kind !== 'day';
const align = (column: Column): string | undefined => (isFigure(column) ? 'end' : undefined);

/** A report that can be sorted, opened row by row, and saved as it is shown. */
export const DataTable = ({ title, name, files, isWithoutFile = false, table, currency, period }: DataTableProps) => {
  const [sorting, setSorting] = useState<Sorting>();
  const columnName = useColumnName();
  const [opened, setOpened] = useState<Pressed>();
  const rows = sorted(table.rows, sorting);
  const shown = useShown(currency);
  const [first] = table.columns;
  const titleOf = ({ column, row }: Pressed): string =>
    row === undefined || first === undefined
      ? columnName(column)
      : `${columnName(column)}: ${shown(row.values[0] ?? null, first)}`;
  const file = useTableFile({ files: files ?? { name }, currency, period, sort: sortName(table, sorting) });
  return (
    <Panel title={title} side={isWithoutFile ? null : <SaveButtons state={file.state} onSave={file.save} />} isFlush>
      {file.state.step === 'failed' ? <ProblemNotice error={file.state.error} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <figure className={classes.scroll} tabIndex={0} aria-label={title}>
        <table className={classes.table}>
          <Head columns={table.columns} sorting={sorting} onSort={setSorting} />
          <tbody>
            {rows.map((row) => (
              <BodyRow key={row.id} row={row} table={table} currency={currency} onOpen={setOpened} />
            ))}
          </tbody>
          <Totals table={table} currency={currency} onOpen={setOpened} />
        </table>
      </figure>
      {opened === undefined || table.report === undefined ? null : (
        <Suspense>
          <CellEvents
            cell={cellOf(table.report, opened, { currency, period })}
            column={opened.column}
            value={opened.value}
            title={titleOf(opened)}
            onClose={() => setOpened(undefined)}
          />
        </Suspense>
      )}
    </Panel>
  );
};

type ColumnKey = Parameters<ReturnType<typeof useTranslations<'reports.column'>>>[0];

const useColumnName = (): ((column: Column) => string) => {
  const t = useTranslations('reports.column');
  return ({ name }) => t(name as ColumnKey);
};

interface HeadProps {
  readonly columns: readonly Column[];
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting) => void;
}

const Head = ({ columns, sorting, onSort }: HeadProps) => {
  const columnName = useColumnName();
  const direction = sorting?.isDescending === true ? 'descending' : 'ascending';
  const Icon = sorting?.isDescending === true ? IconArrowDown : IconArrowUp;
  return (
    <thead>
      <tr>
        {columns.map((column, index) => (
          <th
            key={column.name}
            scope="col"
            data-align={align(column)}
            aria-sort={sorting?.column === index ? direction : undefined}
          >
            <button type="button" className={classes.sort} onClick={() => onSort(pressed(sorting, index, column.kind))}>
              {columnName(column)}
              {sorting?.column === index ? <Icon size={12} aria-hidden /> : null}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
};

/** The figure in the words of the API. */
const cellOf = (
  report: string,
  { column, row }: Pressed,
  { currency, period }: { readonly currency: string; readonly period: Period },
): Cell => {
  const { days = { from: period.from, to: period.to }, ...keys } = row?.keys ?? {};
  return { report, currency, figure: column.figure ?? '', days, keys };
};

interface FigureProps {
  readonly pressed: Pressed;
  readonly isOpenable: boolean;
  readonly onOpen: (pressed: Pressed) => void;
}

/** A figure; where there are events behind it, they are one press away. */
const Figure = ({ pressed: one, isOpenable, onOpen }: FigureProps) =>
  isOpenable && one.column.figure !== undefined ? (
    <button type="button" className={classes.figure} onClick={() => onOpen(one)}>
      {one.value}
    </button>
  ) : (
    one.value
  );

interface BodyRowProps {
  readonly row: Row;
  readonly table: Table;
  readonly currency: string;
  readonly onOpen: (pressed: Pressed) => void;
}

const BodyRow = ({ row, table: { columns, report }, currency, onOpen }: BodyRowProps) => {
  const shown = useShown(currency);
  return (
    <tr>
      {columns.map((column, index) => {
        const value = row.values[index] ?? null;
        const text = shown(value, column);
        if (index > 0) {
          const isOpenable = report !== undefined && row.keys !== undefined && value !== 0 && value !== null;
          return (
            <td key={column.name} data-align={align(column)} className={isFigure(column) ? 'figures' : undefined}>
              <Figure pressed={{ column, row, value: text }} isOpenable={isOpenable} onOpen={onOpen} />
            </td>
          );
        }
        return (
          <th key={column.name} scope="row">
            <RowName row={row} text={text} currency={currency} />
          </th>
        );
      })}
    </tr>
  );
};

interface RowNameProps {
  readonly row: Row;
  readonly text: string;
  readonly currency: string;
}

const RowName = ({ row: { orders, link }, text, currency }: RowNameProps) => {
  const { at } = useAt();
  // Orders cannot be looked for by the status that they had.
  const past = at === undefined || orders?.status !== undefined ? {} : { at };
  if (orders !== undefined)
    return (
      <Link href={`/orders?${new URLSearchParams({ ...orders, ...past, ...(currency === '' ? {} : { currency }) })}`}>
        {text}
      </Link>
    );
  return link === undefined ? text : <Link href={link}>{text}</Link>;
};

interface TotalsProps {
  readonly table: Table;
  readonly currency: string;
  readonly onOpen: (pressed: Pressed) => void;
}

const Totals = ({ table: { columns, totals, report, isTop }, currency, onOpen }: TotalsProps) => {
  const t = useTranslations('reports');
  const shown = useShown(currency);
  return (
    <tfoot>
      <tr>
        {columns.map((column, index) => {
          if (index === 0) {
            return (
              <th key={column.name} scope="row">
                {t('total')}
              </th>
            );
          }
          const total = totals[index] ?? null;
          const value = total === null ? '' : shown(total, column);
          const isOpenable = report !== undefined && isTop !== true && total !== null && total !== 0;
          return (
            <td key={column.name} data-align={align(column)} className="figures">
              <Figure pressed={{ column, row: undefined, value }} isOpenable={isOpenable} onOpen={onOpen} />
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
};

const useShown = (currency: string): ((value: Value, column: Column) => string) => {
  const { tag } = useLanguage();
  return (value, column) => showValue(value, column, { tag, currency });
};
