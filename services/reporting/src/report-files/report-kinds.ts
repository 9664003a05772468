import {
  authorizationsTable,
  type BreakdownRow,
  breakdownTable,
  type CurrencyFigures,
  type CustomerGroup,
  type CustomerRow,
  customersTable,
  type Days,
  downloadsTable,
  fraudTable,
  groupsTable,
  namesIn,
  noFigures,
  refundsTable,
  type SettlementRow,
  type StoreRow,
  salesTable,
  settlementTable,
  storesTable,
  type Table,
  type Words,
} from '@tollgate/report-tables';

/** The rows of a report in one currency, as the API tells them. */
export interface RowsOf {
  readonly currency: string;
  readonly figures?: CurrencyFigures;
  readonly breakdown?: readonly BreakdownRow[];
  readonly settlement?: readonly SettlementRow[];
  readonly customers?: readonly CustomerRow[];
  readonly groups?: readonly CustomerGroup[];
  readonly stores?: readonly StoreRow[];
}

/** What a report is told with. */
interface Telling {
  readonly days: Days;
  readonly words: Words;
  /** BCP 47 */
  readonly tag: string;
  readonly storeName: (merchant: string) => string;
}

export const breakdownsOf = {
  products: 'product',
  countries: 'country',
  tax: 'tax',
  shipping: 'shipping',
  reasons: 'decline',
} as const;
type BreakdownName = keyof typeof breakdownsOf;
export const isBreakdown = (name: ReportName): name is BreakdownName => Object.hasOwn(breakdownsOf, name);

type TableOf = (rows: RowsOf, telling: Telling) => Table;

const ofFigures =
  (table: (figures: CurrencyFigures, days: Days) => Table): TableOf =>
  ({ currency, figures = { currency, total: noFigures, series: [] } }, { days }) =>
    table(figures, days);

const ofBreakdown =
  (name: BreakdownName): TableOf =>
  ({ breakdown = [] }, { days, words, tag }) =>
    breakdownTable(breakdownsOf[name], breakdown, { days, names: namesIn(words, tag) });

/** Each report's table, the same as on Central's page. */
const tables = {
  sales: ofFigures(salesTable),
  authorizations: ofFigures(authorizationsTable),
  downloads: ofFigures(downloadsTable),
  refunds: ofFigures(refundsTable),
  fraud: ofFigures(fraudTable),
  products: ofBreakdown('products'),
  countries: ofBreakdown('countries'),
  tax: ofBreakdown('tax'),
  shipping: ofBreakdown('shipping'),
  reasons: ofBreakdown('reasons'),
  settlement: ({ settlement = [] }, { days, words, tag }) =>
    settlementTable(settlement, { days, processor: namesIn(words, tag).processor }),
  customers: ({ customers = [] }, { words, tag }) =>
    customersTable(customers, { kind: namesIn(words, tag).kind, forgotten: words.reports.forgotten }),
  'customer-kinds': ({ groups = [] }, { words, tag }) => groupsTable(groups, namesIn(words, tag).kind),
  stores: ({ stores = [] }, { storeName }) => storesTable(stores, storeName),
} satisfies Readonly<Record<string, TableOf>>;

export type ReportName = keyof typeof tables;
export const isReport = (name: string): name is ReportName => Object.hasOwn(tables, name);

export const reportTable = (name: ReportName, rows: RowsOf, telling: Telling): Table => tables[name](rows, telling);
