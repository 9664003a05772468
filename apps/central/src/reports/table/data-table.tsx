import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { useLanguage } from '../../i18n/language-provider.js';
import { Panel } from '../../ui/page.js';
import { saveFile } from '../../ui/save-file.js';
import type { Period } from '../period/period.js';
import { csvOf } from './csv.js';
import { type Column, pressed, type Row, type Sorting, sorted, type Table, type Value } from './report-table.js';
import { showValue } from './show-value.js';
import classes from './table.module.css';

interface DataTableProps {
  readonly title: string;
  /** Of the file that it is saved as. */
  readonly name: string;
  readonly table: Table;
  readonly currency: string;
  readonly period: Period;
}

const isFigure = ({ kind }: Column): boolean => kind !== 'text' && kind !== 'day';
const align = (column: Column): string | undefined => (isFigure(column) ? 'end' : undefined);

/** A report that can be sorted, opened row by row, and saved as it is shown. */
export const DataTable = ({ title, name, table, currency, period }: DataTableProps) => {
  const t = useTranslations('reports');
  const [sorting, setSorting] = useState<Sorting>();
  const columnName = useColumnName();
  const rows = sorted(table.rows, sorting);
  const save = (): void => {
    const csv = csvOf(table, rows, { currency, heads: table.columns.map(columnName) });
    const file = `${name}-${period.from}-${period.to}-${currency}.csv`;
    saveFile(new Blob([csv], { type: 'text/csv;charset=utf-8' }), file);
  };
  const button = (
    <Button className="no-print" variant="default" size="xs" leftSection={<IconDownload size={14} aria-hidden />} onClick={save}>
      {t('csv')}
    </Button>
  );
  return (
    <Panel title={title} side={button} isFlush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <section className={classes.scroll} tabIndex={0} aria-label={title}>
        <table className={classes.table}>
          <Head columns={table.columns} sorting={sorting} onSort={setSorting} />
          <tbody>
            {rows.map((row) => (
              <BodyRow key={row.id} row={row} columns={table.columns} currency={currency} />
            ))}
          </tbody>
          <Totals table={table} currency={currency} />
        </table>
      </section>
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

interface BodyRowProps {
  readonly row: Row;
  readonly columns: readonly Column[];
  readonly currency: string;
}

const BodyRow = ({ row: { values, orders }, columns, currency }: BodyRowProps) => {
  const shown = useShown(currency);
  return (
    <tr>
      {columns.map((column, index) => {
        const text = shown(values[index] ?? null, column);
        if (index > 0) {
          return (
            <td key={column.name} data-align={align(column)} className={isFigure(column) ? 'figures' : undefined}>
              {text}
            </td>
          );
        }
        return (
          <th key={column.name} scope="row">
            {orders === undefined ? text : <Link href={`/orders?${new URLSearchParams(orders)}`}>{text}</Link>}
          </th>
        );
      })}
    </tr>
  );
};

const Totals = ({ table: { columns, totals }, currency }: { readonly table: Table; readonly currency: string }) => {
  const t = useTranslations('reports');
  const shown = useShown(currency);
  return (
    <tfoot>
      <tr>
        {columns.map((column, index) =>
          index === 0 ? (
            <th key={column.name} scope="row">
              {t('total')}
            </th>
          ) : (
            <td key={column.name} data-align={align(column)} className="figures">
              {(totals[index] ?? null) === null ? '' : shown(totals[index] ?? null, column)}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  );
};

const useShown = (currency: string): ((value: Value, column: Column) => string) => {
  const { tag } = useLanguage();
  return (value, column) => showValue(value, column, { tag, currency });
};
