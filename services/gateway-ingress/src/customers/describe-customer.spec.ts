import { usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import {
  authorizationRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
} from '@tollgate/testing';
import { customerSchema } from './customer.schema.js';
import { describeCustomer } from './describe-customer.js';

const name = 'a1'.repeat(32);
const now = new Date('2026-11-24T12:00:00.000Z');
const orderOf = (events: Parameters<typeof fold>[0]): Order => {
  const order = fold(events);
  if (order === undefined) throw new Error('the order was placed');
  return order;
};
const sale = (placedAt: string): Order =>
  orderOf([
    orderPlaced({}, { occurredAt: placedAt }),
    orderPriced(),
    fraudAccepted(),
    authorizationRequested(),
    paymentAuthorized(),
    paymentCaptured({ amount: usd(5426n) }),
  ]);

describe('a customer', () => {
  it('is what their orders add up to, by currency, and who the newest one names', () => {
    const orders = [
      orderOf([orderPlaced({ currency: 'EUR' }, { occurredAt: '2026-11-23T12:00:00.000Z' })]),
      sale('2026-11-20T12:00:00.000Z'),
      sale('2026-11-10T12:00:00.000Z'),
    ];
    const person = { email: 'ann@example.com', name: 'Ann Buyer' };
    expect(customerSchema.parse(describeCustomer({ name, orders, person, hasMore: false }, now))).toEqual({
      id: `cus_${name}`,
      email: 'ann@example.com',
      name: 'Ann Buyer',
      firstOrderAt: '2026-11-10T12:00:00.000Z',
      lastOrderAt: '2026-11-23T12:00:00.000Z',
      orderCount: 3,
      hasMore: false,
      totals: [{ currency: 'USD', captured: 10852, refunded: 0 }],
      openDownloads: 0,
    });
  });

  it('who gave no name has none', () =>
    expect(describeCustomer({ name, orders: [], person: { email: 'x@example.com' }, hasMore: false }, now).name).toBeNull());
});
