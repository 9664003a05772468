import { DomainError } from '@tollgate/errors';

const statuses: ReadonlySet<string> = new Set(['pending', 'review', 'approved', 'declined', 'rejected']);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const maxPageSize = 100;
const defaultPageSize = 20;

/** Whose orders a page shows, and which. */
export interface OrdersPage {
  readonly merchant: string;
  readonly mode: string;
  readonly limit: number;
  /** The last order of the page before. */
  readonly before: string | undefined;
  readonly status: string | undefined;
}

/** What a request for a page asks. The limit is brought into 1..100. Refusals: `invalid_cursor`, `invalid_status`. */
export const ordersPage = ({
  merchant,
  mode,
  limit,
  cursor,
  status,
}: Record<'merchant' | 'mode' | 'cursor' | 'status', string> & { readonly limit: number }): OrdersPage => {
  if (cursor !== '' && !uuid.test(cursor)) throw new DomainError('invalid_cursor', '/cursor');
  if (status !== '' && !statuses.has(status)) throw new DomainError('invalid_status', '/status');
  return {
    merchant,
    mode,
    limit: limit === 0 ? defaultPageSize : Math.min(Math.max(limit, 1), maxPageSize),
    before: cursor === '' ? undefined : cursor,
    status: status === '' ? undefined : status,
  };
};

const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the calendar; DomainError `invalid_date` for what only looks like one. */
const day = (text: string, field: string): string => {
  const isDay = dayForm.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
  if (!isDay) throw new DomainError('invalid_date', field);
  return text;
};

/** From and to, both inclusive. Refusals: `invalid_date`, `invalid_period` where it ends before it begins. */
export const salesPeriod = ({
  from,
  to,
}: {
  readonly from: string;
  readonly to: string;
}): { readonly from: string; readonly to: string } => {
  const period = { from: day(from, '/from'), to: day(to, '/to') };
  if (period.from > period.to) throw new DomainError('invalid_period', '/to');
  return period;
};
