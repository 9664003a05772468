import type { OrdersPage } from './orders-page.js';

/** A statement and its values. */
export interface PageStatement {
  readonly text: string;
  readonly values: readonly (string | number | bigint)[];
}

/** The place of a value in the statement, e.g. `$3`. */
type Put = (value: string | number | bigint) => string;
/** Sorts behind whatever begins alike. */
const LAST_CHARACTER = '\u{10FFFF}';

type Condition = (page: OrdersPage, put: Put) => string | undefined;

/** An index covers only rows that have something to be found by, so each condition also says what its index does: a
 *  plan that was made without knowing the value can use it, too. An order is approved nearly always, and then the index
 *  of the newest serves. */
const conditions: readonly Condition[] = [
  ({ after }, put) => after && `(placed_at, order_id) < (${put(after.placedAt)}::timestamptz, ${put(after.order)}::uuid)`,
  ({ from }, put) => from && `placed_at >= ${put(from)}::timestamptz`,
  ({ to }, put) => to && `placed_at < ${put(to)}::timestamptz`,
  ({ status }, put) => status && `status = ${put(status)}${status === 'approved' ? '' : ` AND status <> 'approved'`}`,
  ({ email }, put) => email && `email = ${put(email)} AND email <> ''`,
  ({ name }, put) => name && `name = ${put(name)} AND name <> ''`,
  ({ reference }, put) => reference && `reference = ${put(reference)} AND reference <> ''`,
  ({ referencePrefix: prefix }, put) =>
    prefix && `reference >= ${put(prefix)} AND reference < ${put(`${prefix}${LAST_CHARACTER}`)} AND reference <> ''`,
  ({ last4 }, put) => last4 && `last4 = ${put(last4)} AND last4 <> ''`,
  ({ amount }, put) => amount && `total_minor = ${put(amount.minor)} AND currency = ${put(amount.currency)}`,
];

/** The statement for one page, newest first; one row more than asked for tells whether another page follows. */
export const pageStatement = (page: OrdersPage): PageStatement => {
  const values: (string | number | bigint)[] = [];
  const put: Put = (value) => `$${values.push(value)}`;
  const own = [`merchant = ${put(page.merchant)}`, `mode = ${put(page.mode)}`];
  const ofSku = page.sku && `sku = ${put(page.sku)}`;
  const asked = conditions.flatMap((condition) => condition(page, put) ?? []);
  const text = `SELECT order_id, to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS placed_at
  FROM orders${ofSku === undefined ? '' : ' JOIN order_skus USING (merchant, mode, placed_at, order_id)'}
  WHERE ${[...own, ...(ofSku ? [ofSku] : []), ...asked].join(' AND ')} ORDER BY orders.placed_at DESC, order_id DESC LIMIT ${put(page.limit + 1)}`;
  return { text, values };
};
