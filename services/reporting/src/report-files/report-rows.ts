import type {
  BreakdownResponseSchema,
  CustomersResponseSchema,
  FiguresResponseSchema,
  MessageInitShape,
  NamedCustomer,
  SettlementResponseSchema,
} from '@tollgate/contracts';
import { rateToDecimal } from '@tollgate/money';
import type { BreakdownRow, CustomerGroup, CustomerRow, SettlementRow, StoreRow } from '@tollgate/report-tables';
import type { RowsOf } from './report-kinds.js';

type Rows<S, F extends string> = S extends { readonly [K in F]?: infer R } ? NonNullable<R> : never;
type Currencies = Rows<MessageInitShape<typeof FiguresResponseSchema>, 'currencies'>;
type Breakdowns = Rows<MessageInitShape<typeof BreakdownResponseSchema>, 'rows'>;
type Settlements = Rows<MessageInitShape<typeof SettlementResponseSchema>, 'rows'>;
type Customers = Rows<MessageInitShape<typeof CustomersResponseSchema>, 'rows'>;
type Groups = Rows<MessageInitShape<typeof CustomersResponseSchema>, 'groups'>;

/** A count or an amount in minor units; beyond what a number holds exactly nothing is told at all. */
const exact = (value: bigint): number => {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is more than a table holds`);
  return number;
};

type Numbers<M> = { readonly [K in keyof M]-?: NonNullable<M[K]> extends bigint ? number : NonNullable<M[K]> };

/** A message with its counts and amounts as numbers; every field of it is there, as answers have them. */
const numbers = <M extends object>(message: M): Numbers<M> =>
  Object.fromEntries(
    Object.entries(message).map(([name, value]) => [name, typeof value === 'bigint' ? exact(value) : value]),
  ) as Numbers<M>;

export const figuresRows = (currencies: Currencies): readonly RowsOf[] =>
  currencies.map(({ currency = '', total = {}, series = [] }) => ({
    currency,
    figures: {
      currency,
      total: numbers(total),
      series: series.map(({ label = '', begin = '', figures = {} }) => ({ label, begin, figures: numbers(figures) })),
    },
  }));

export const breakdownRows = (rows: Breakdowns): readonly BreakdownRow[] =>
  rows.map((row) => ({ ...numbers(row), rate: row.ratePpm ? rateToDecimal(row.ratePpm) : null }));

export const settlementRows = (rows: Settlements): readonly SettlementRow[] => rows.map((row) => numbers(row));

export const groupRows = (groups: Groups): readonly CustomerGroup[] =>
  groups.map(({ figures = {}, ...group }) => ({
    ...numbers(group),
    kind: group.kind as CustomerGroup['kind'],
    ...numbers(figures),
  }));

/** Named as whoever asked says; of whom nobody says a name, none is told. */
export const customerRows = (rows: Customers, named: readonly NamedCustomer[]): readonly CustomerRow[] => {
  const names = new Map(named.map(({ order, name }) => [order, name]));
  return rows.map(({ figures = {}, ...row }) => {
    const name = names.get(row.order ?? '') || null;
    return { ...numbers(row), ...numbers(figures), id: null, name, email: null };
  });
};

/** What a store took and gave back; a currency in which neither happened is left out. */
export const storeRows = (store: string, currencies: Currencies): readonly StoreRow[] =>
  currencies.flatMap(({ currency = '', total = {} }) => {
    const sums = numbers(total);
    return sums.captures > 0 || sums.refunds > 0 ? [{ ...sums, store, currency }] : [];
  });

/** By the code of the currency. */
export const byCurrency = <R extends { readonly currency: string }>(rows: readonly R[]): readonly (readonly [string, R[]])[] =>
  [...Map.groupBy(rows, ({ currency }) => currency)].sort(([a], [b]) => (a < b ? -1 : 1));
