import type { ListOrdersRequest } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import type { Money } from '@tollgate/money';
import { type OrderStatus, orderStatuses } from '@tollgate/order';

const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 20;

/** The last order of a page: where the next one goes on. */
export interface PlaceInList {
  /** RFC 3339 */
  readonly placedAt: string;
  /** uuid */
  readonly order: string;
}

/** A charge is what takes money: all but credits. */
const typesAsked = ['sale', 'preauth', 'credit', 'charge'] as const;
type OrderTypeAsked = (typeof typesAsked)[number];

/** Whose orders a page shows, and which; newest first. */
export interface OrdersPage {
  readonly merchant: string;
  readonly mode: string;
  readonly limit: number;
  readonly after?: PlaceInList;
  readonly status?: OrderStatus;
  /** Keyed HMAC. */
  readonly email?: string;
  /** Keyed HMAC. */
  readonly name?: string;
  readonly sku?: string;
  readonly reference?: string;
  /** What the order number begins with. */
  readonly referencePrefix?: string;
  /** RFC 3339, inclusive. */
  readonly from?: string;
  /** RFC 3339, exclusive. */
  readonly to?: string;
  readonly last4?: string;
  /** ISO 3166-1 alpha-2, of the billing address. */
  readonly country?: string;
  /** Why the payment was declined. */
  readonly declineCode?: string;
  /** The order's total. */
  readonly amount?: Money;
  /** The same in whatever currency. */
  readonly totalMinor?: bigint;
  /** ISO 4217 */
  readonly currency?: string;
  readonly type?: OrderTypeAsked;
}

const cursorForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A place as text for the caller, who keeps it and knows nothing of it. */
export const cursorOf = ({ placedAt, order }: PlaceInList): string => Buffer.from(`${placedAt}~${order}`).toString('base64url');

/** DomainError `invalid_cursor`. */
export const placeIn = (cursor: string): PlaceInList => {
  const [, placedAt, order] = cursorForm.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (placedAt === undefined || order === undefined || Number.isNaN(Date.parse(placedAt)))
    throw new DomainError('invalid_cursor', '/cursor');
  return { placedAt, order };
};

const isStatus = (text: string): text is OrderStatus => (orderStatuses as readonly string[]).includes(text);
const statusIn = (text: string): OrderStatus => {
  if (!isStatus(text)) throw new DomainError('invalid_status', '/status');
  return text;
};

const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const timeIn =
  (field: string) =>
  (text: string): string => {
    if (!timeForm.test(text) || Number.isNaN(Date.parse(text))) throw new DomainError('invalid_date', field);
    return text;
  };

const last4In = (text: string): string => {
  if (!/^\d{4}$/.test(text)) throw new DomainError('invalid_last4', '/last4');
  return text;
};

const amountIn = ({ minor, currency }: Money): Money => {
  if (minor < 0n) throw new DomainError('invalid_amount', '/amount');
  return { minor, currency };
};

const totalIn = (text: string): bigint => {
  if (!/^\d{1,12}$/.test(text)) throw new DomainError('invalid_amount', '/amount');
  return BigInt(text);
};

const typeIn = (text: string): OrderTypeAsked => {
  const found = typesAsked.find((type) => type === text);
  if (found === undefined) throw new DomainError('unknown_order_type', '/type');
  return found;
};

/** A field that was asked for, as it is read; left out where it is empty. */
const asked = <K extends string, T, V>(name: K, value: T | '' | undefined, read: (value: T) => V): { readonly [P in K]?: V } =>
  (value === '' || value === undefined ? {} : { [name]: read(value) }) as { readonly [P in K]?: V };

const asIs = (text: string): string => text;

/** What a request for a page asks. The limit is brought into 1..100. DomainError with the field: `invalid_cursor`,
 *  `invalid_status`, `invalid_date`, `invalid_period` where the time ends before it begins, `invalid_last4`,
 *  `invalid_amount`, `unknown_order_type`. */
export const ordersPage = (request: Omit<ListOrdersRequest, '$typeName' | '$unknown'>): OrdersPage => {
  const { merchant, mode, limit, amount } = request;
  const page: OrdersPage = {
    merchant,
    mode,
    limit: limit === 0 ? DEFAULT_PAGE_SIZE : Math.min(Math.max(limit, 1), MAX_PAGE_SIZE),
    ...asked('after', request.cursor, placeIn),
    ...asked('status', request.status, statusIn),
    ...asked('email', request.email, asIs),
    ...asked('name', request.name, asIs),
    ...asked('sku', request.sku, asIs),
    ...asked('reference', request.reference, asIs),
    ...asked('referencePrefix', request.referencePrefix, asIs),
    ...asked('from', request.from, timeIn('/from')),
    ...asked('to', request.to, timeIn('/to')),
    ...asked('last4', request.last4, last4In),
    ...asked('country', request.country, asIs),
    ...asked('declineCode', request.declineCode, asIs),
    ...asked('amount', amount, amountIn),
    ...asked('totalMinor', request.totalMinor, totalIn),
    ...asked('currency', request.currency, asIs),
    ...asked('type', request.type, typeIn),
  };
  const { from, to } = page;
  if (from !== undefined && to !== undefined && Date.parse(from) > Date.parse(to)) throw new DomainError('invalid_period', '/to');
  return page;
};
