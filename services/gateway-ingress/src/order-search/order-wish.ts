import type { ListOrdersRequestSchema, MessageInitShape } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { checkRange } from '../validation/check-range.js';
import type { FieldError } from '../validation/field-error.js';
import type { OrderSearch } from './order-search.schema.js';

/** A time is before its end, and what an order was is not found by what it is. */
export const checkSearch = ({ from, to, at, status, declineCode }: OrderSearch): readonly FieldError[] => [
  ...(at !== undefined && status !== undefined ? [{ code: 'status_at_moment', field: 'status' }] : []),
  ...(at !== undefined && declineCode !== undefined ? [{ code: 'status_at_moment', field: 'declineCode' }] : []),
  ...(from === undefined || to === undefined ? [] : checkRange({ begin: Date.parse(from), end: Date.parse(to) })),
];

const utc = (time: string | undefined): string => (time === undefined ? '' : new Date(time).toISOString());

/** Orders are placed before `to`, and by `at`. */
const endOf = ({ to, at }: OrderSearch): string => {
  const ends = [...(to === undefined ? [] : [Date.parse(to)]), ...(at === undefined ? [] : [Date.parse(at) + 1])];
  return ends.length === 0 ? '' : new Date(Math.min(...ends)).toISOString();
};

/** A total of a currency or of any, or all of a currency. */
const ofAmount = (amount: string | undefined, currency: string | undefined): Pick<Wish, 'amount' | 'currency' | 'totalMinor'> => {
  if (amount === undefined) return currency === undefined ? {} : { currency };
  return currency === undefined ? { totalMinor: amount } : { amount: money(BigInt(amount), currency) };
};

type Wish = MessageInitShape<typeof ListOrdersRequestSchema>;

/** Keyed names of what is told of a customer: reporting never sees the address, nor the name. */
interface CustomerNames {
  readonly email: string;
  readonly name: string;
}

/** The search as reporting is asked. */
export const orderWish = (search: OrderSearch, { email, name }: CustomerNames): Wish => {
  const { limit, cursor, status = '', sku = '', reference = '', referencePrefix = '', last4 = '', amount, currency } = search;
  const { country = '', declineCode = '', type = '' } = search;
  return {
    limit,
    cursor,
    status,
    sku,
    reference,
    referencePrefix,
    last4,
    country,
    declineCode,
    email,
    name,
    from: utc(search.from),
    to: endOf(search),
    type,
    ...ofAmount(amount, currency),
  };
};
