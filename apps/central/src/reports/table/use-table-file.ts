import type { Sorting, Table } from '@tollgate/report-tables';
import { useLanguage } from '../../i18n/language-provider.js';
import { useStore } from '../../shell/store-context.js';
import { useAt } from '../../time-machine/use-at.js';
import { type FileState, useFile } from '../exports/use-file.js';
import type { Period } from '../period/period.js';

/** Where the server has the files of a table: those of the store's report of a name, or elsewhere, of which of its rows alone. */
export type Files = { readonly name: string } | { readonly address: string; readonly query: Readonly<Record<string, string>> };

/** The order of the rows, as the server is asked for it. */
export const sortName = ({ columns }: Table, sorting: Sorting | undefined): string =>
  sorting === undefined ? '' : `${sorting.isDescending ? '-' : ''}${columns[sorting.column]?.name ?? ''}`;

interface ShownTable {
  readonly files: Files;
  readonly currency: string;
  readonly period: Period;
  readonly sort: string;
}

/** The file of what is shown, as the server writes it. */
export const useTableFile = ({
  files,
  currency,
  period: { from, to },
  sort,
}: ShownTable): { readonly state: FileState; readonly save: (format: string) => void } => {
  const { path, store } = useStore();
  const { at } = useAt();
  const { language } = useLanguage();
  const { state, begin } = useFile();
  const own = 'name' in files ? { address: path(`/reports/${files.name}/files`), query: { timeZone: store.timeZone } } : files;
  const moment = at === undefined ? {} : { at };
  const asked = { from, to, currency, language, ...own.query, ...moment, ...(sort === '' ? {} : { sort }) };
  return { state, save: (format) => begin(format, `${own.address}/${format}?${new URLSearchParams(asked)}`) };
};
