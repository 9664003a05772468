import { dayIn } from '../format/format-time.js';
import { apiQuery, type FilterName, type Filters, filtersIn } from '../orders/order-filters.js';

/** A search that somebody keeps under a name, as the API answers it. */
export interface SavedFilter {
  /** flt_… */
  readonly id: string;
  readonly name: string;
  /** As the list of orders is asked: `from` and `to` are moments. */
  readonly query: Readonly<Record<string, string>>;
  readonly shared: boolean;
  readonly own: boolean;
}

/** In characters. Source: Central's API. */
export const longestName = 60;

/** What names a customer is kept in no filter. */
const personal: readonly FilterName[] = ['email', 'name'];

export const isPersonal = (filters: Filters): boolean => personal.some((name) => filters[name] !== undefined);

/** Of these filters what may be kept. */
export const keptOf = (filters: Filters): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([name]) => !personal.includes(name as FilterName)));

/** The filters as they are kept: days of the calendar as moments, days that go by today as such. */
export const queryOf = (filters: Filters, timeZone: string): Readonly<Record<string, string>> => {
  const { days, ...rest } = keptOf(filters);
  // Without them no day goes by today.
  return { ...Object.fromEntries(apiQuery(rest, timeZone, '')), ...(days === undefined ? {} : { days }) };
};

/** The filters of the list, made of what was kept: moments are days of the store's zone again. */
export const filtersOf = ({ query: { from, to, ...rest } }: Pick<SavedFilter, 'query'>, timeZone: string): Filters =>
  filtersIn(
    new URLSearchParams({
      ...rest,
      ...(from === undefined ? {} : { from: dayIn(from, timeZone) }),
      ...(to === undefined ? {} : { to: dayIn(new Date(Date.parse(to) - 1).toISOString(), timeZone) }),
    }),
  );
