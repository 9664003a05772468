import type { OrdersPage } from './orders-page.js';

/** A statement and its values. */
export interface PageStatement {
  readonly text: string;
  readonly values: readonly (string | number | bigint)[];
}

/** The place of a value in the statement, e.g. `$3`. */
type Put = (value: string | number | bigint) => string;
type Condition = (page: OrdersPage, put: Put) => string | undefined;

/** Sorts behind whatever begins alike. */
const LAST_CHARACTER = '\u{10FFFF}';

/** When it was placed, and after which order the page goes on. */
const places: readonly Condition[] = [
  ({ after }, put) => after && `(placed_at, order_id) < (${put(after.placedAt)}::timestamptz, ${put(after.order)}::uuid)`,
  ({ from }, put) => from && `placed_at >= ${put(from)}::timestamptz`,
  ({ to }, put) => to && `placed_at < ${put(to)}::timestamptz`,
];

/** An order is approved nearly always, and then the index of the newest serves. */
const ofStatus: Condition = ({ status }, put) =>
  status && `status = ${put(status)}${status === 'approved' ? '' : ` AND status <> 'approved'`}`;

/** Looked for among those that were declined, which are few, by the index of the status. */
const declined: Condition = ({ declineCode }, put) =>
  declineCode && `status = 'declined' AND status <> 'approved' AND decline_code = ${put(declineCode)}`;

const ofCurrency: Condition = ({ currency }, put) => currency && `currency = ${put(currency)}`;

const ofType: Condition = ({ type }, put) => type && (type === 'charge' ? `type <> 'credit'` : `type = ${put(type)}`);

const ofCountry: Condition = ({ country }, put) => country && `country = ${put(country)}`;

/** What tells few orders from all others. An index covers only rows that have something to be found by, so each condition also says what its
 *  index does: a plan that was made without knowing the value can use it, too. */
const identities: readonly Condition[] = [
  ({ email }, put) => email && `email = ${put(email)} AND email <> ''`,
  ({ name }, put) => name && `name = ${put(name)} AND name <> ''`,
  ({ reference }, put) => reference && `reference = ${put(reference)} AND reference <> ''`,
  ({ referencePrefix: prefix }, put) =>
    prefix && `reference >= ${put(prefix)} AND reference < ${put(`${prefix}${LAST_CHARACTER}`)} AND reference <> ''`,
  ({ last4 }, put) => last4 && `last4 = ${put(last4)} AND last4 <> ''`,
  ({ amount }, put) => amount && `total_minor = ${put(amount.minor)} AND currency = ${put(amount.currency)}`,
  ({ totalMinor }, put) => (totalMinor === undefined ? undefined : `total_minor = ${put(totalMinor)}`),
];

/** OFFSET 0 keeps the planner from joining, which it would do by reading all orders of a good, or of the merchant: an order is looked up as it
 *  comes. */
const isOf = (
  sku: string,
): string => `EXISTS (SELECT FROM order_skus AS goods WHERE goods.merchant = orders.merchant AND goods.mode = orders.mode
    AND goods.sku = ${sku} AND goods.placed_at = orders.placed_at AND goods.order_id = orders.order_id OFFSET 0)`;
const isSo = (condition: string): string =>
  `EXISTS (SELECT FROM orders AS found WHERE found.order_id = orders.order_id AND ${condition} OFFSET 0)`;

/** Orders of a good go by the goods' own index, newest first, unless something tells fewer of them. */
const whereOf = (page: OrdersPage, put: Put): { readonly table: string; readonly conditions: readonly string[] } => {
  const asked = (conditions: readonly Condition[]) => conditions.flatMap((condition) => condition(page, put) ?? []);
  const [place, status, identity] = [
    asked(places),
    asked([ofStatus, declined, ofCountry, ofCurrency, ofType]),
    asked(identities),
  ];
  const { sku } = page;
  if (sku === undefined) return { table: 'orders', conditions: [...place, ...status, ...identity] };
  if (identity.length > 0) return { table: 'orders', conditions: [...place, ...status, ...identity, isOf(put(sku))] };
  return { table: 'order_skus AS orders', conditions: [`sku = ${put(sku)}`, ...place, ...status.map(isSo)] };
};

/** The statement for one page, newest first; one row more than asked for tells whether another page follows. */
export const pageStatement = (page: OrdersPage): PageStatement => {
  const values: (string | number | bigint)[] = [];
  const put: Put = (value) => `$${values.push(value)}`;
  const own = [`merchant = ${put(page.merchant)}`, `mode = ${put(page.mode)}`];
  const { table, conditions } = whereOf(page, put);
  const text = `SELECT order_id, to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS placed_at
  FROM ${table} WHERE ${[...own, ...conditions].join(' AND ')} ORDER BY orders.placed_at DESC, order_id DESC LIMIT ${put(page.limit + 1)}`;
  return { text, values };
};
