import { isCurrency } from '@tollgate/money';
import { dayIn, daysAfter, startOfDay } from '../format/format-time.js';
import { daysNamed, isRelative } from './relative-days.js';
import type { Interpretation } from './search/parse-search.js';

/** What narrows the list down, as it stands in the page's address: a link to it shows the same list to somebody else. */
export const filterNames = [
  'status',
  'email',
  'reference',
  'sku',
  'name',
  'last4',
  'amount',
  'currency',
  'type',
  'country',
  'declineCode',
  'days',
  'from',
  'to',
] as const;
export type FilterName = (typeof filterNames)[number];
/** `from` and `to` are days of the store's zone, both included: YYYY-MM-DD; `days` are those that go by today, e.g. `this_month`. An amount is in
 *  minor units of `currency`, or of any where none is told. */
export type Filters = Readonly<Partial<Record<FilterName, string>>>;

const day = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => day.test(text) && !Number.isNaN(Date.parse(text));
/** What orders are asked for by their type; a charge is every one that takes money. */
export const types = ['charge', 'sale', 'preauth', 'credit'] as const;
export type OrderType = (typeof types)[number];
export const isType = (text: string): text is OrderType => types.some((one) => one === text);

const checks: Readonly<Partial<Record<FilterName, (value: string) => boolean>>> = {
  days: isRelative,
  from: isDay,
  to: isDay,
  last4: (value) => /^\d{4}$/.test(value),
  amount: (value) => /^\d{1,12}$/.test(value),
  currency: isCurrency,
  type: isType,
  country: (value) => /^[A-Z]{2}$/.test(value),
  declineCode: (value) => /^[a-z0-9_]{1,60}$/.test(value),
};

/** Of days that go by today and others the first count. */
const withDays = ({ from, to, ...rest }: Filters): Filters =>
  rest.days !== undefined ? rest : { ...rest, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };

/** The filters in an address; what is none is passed over. */
export const filtersIn = (search: URLSearchParams): Filters => {
  const found = filterNames.flatMap((name) => {
    const value = search.get(name) ?? '';
    return value === '' || checks[name]?.(value) === false ? [] : [[name, value] as const];
  });
  return withDays(Object.fromEntries(found));
};

/** The address's query. */
export const addressOf = (filters: Filters): string => {
  const entries = filterNames.flatMap((name) => (filters[name] === undefined ? [] : [[name, filters[name]]]));
  return new URLSearchParams(entries).toString();
};

/** The filters as the API is asked at a moment: days become the moments at which they begin and end in the store's zone. */
export const apiQuery = ({ days, from, to, ...rest }: Filters, timeZone: string, now: string): URLSearchParams => {
  const ends = days !== undefined && isRelative(days) ? daysNamed(days, dayIn(now, timeZone)) : { from, to };
  return new URLSearchParams({
    ...rest,
    ...(ends.from === undefined ? {} : { from: startOfDay(ends.from, timeZone) }),
    ...(ends.to === undefined ? {} : { to: startOfDay(daysAfter(ends.to, 1), timeZone) }),
  });
};

/** A search as a filter. An id is none: it is the address of its order. */
export const filterOf = ({ by, value, currency }: Interpretation): Filters => {
  if (by === 'id') return {};
  if (by === 'day') return { from: value, to: value };
  return { [by]: value, ...(currency === undefined ? {} : { currency }) };
};

/** What only a search looks for; of anything else the list has a menu. */
const searched: readonly FilterName[] = ['email', 'reference', 'sku', 'name', 'last4', 'amount'];

/** The filters after a search: it takes the place of the one before, whatever that went by. */
export const afterSearch = (filters: Filters, last: Interpretation | undefined, next: Interpretation): Filters => {
  const filter = filterOf(next);
  const isOfDays = next.by === 'day' || next.by === 'days';
  const gone = [
    ...searched,
    ...(last === undefined ? [] : (Object.keys(filterOf(last)) as FilterName[])),
    ...(isOfDays ? (['days', 'from', 'to'] as const) : []),
  ];
  return { ...gone.reduce((left, name) => (left[name] === undefined ? left : without(left, name)), filters), ...filter };
};

/** The filters without one; an amount goes with its currency. */
export const without = (filters: Filters, name: FilterName): Filters => {
  const left = name === 'amount' ? { ...filters, currency: undefined } : filters;
  return Object.fromEntries(Object.entries(left).filter(([key, value]) => key !== name && value !== undefined));
};
