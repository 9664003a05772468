import type { Order } from '../api/order.js';
import { bulkPlan, sumsOf } from './bulk-plan.js';

interface Standing {
  readonly id: string;
  readonly status: string;
  readonly payment?: string;
  readonly captured?: number;
  readonly refunded?: number;
  readonly currency?: string;
}

const orderOf = ({ id, status, payment = 'none', captured = 0, refunded = 0, currency = 'USD' }: Standing): Order =>
  ({
    id,
    status,
    currency,
    reference: `ref-${id}`,
    mails: [],
    downloads: [],
    licenseKeys: [],
    payment: { status: payment },
    amounts: { subtotal: 900, total: 1000, captured, refunded },
  }) as unknown as Order;

const orders = [
  orderOf({ id: 'held', status: 'approved', payment: 'authorized' }),
  orderOf({ id: 'part', status: 'approved', payment: 'partially_captured', captured: 400 }),
  orderOf({ id: 'sold', status: 'approved', payment: 'captured', captured: 1000 }),
  orderOf({
    id: 'back',
    status: 'partially_refunded',
    payment: 'partially_refunded',
    captured: 1000,
    refunded: 250,
    currency: 'EUR',
  }),
  orderOf({ id: 'no', status: 'declined', payment: 'declined' }),
  orderOf({ id: 'look', status: 'review' }),
];

const included = (kind: Parameters<typeof bulkPlan>[0]) =>
  bulkPlan(kind, orders).included.map(({ id, amount, currency }) => `${id} ${amount} ${currency}`);

describe('what is done with many orders', () => {
  it('is a capture of all that is held of each', () => expect(included('capture')).toEqual(['held 1000 USD', 'part 600 USD']));

  it('is a refund of all that is left of each', () =>
    expect(included('refund')).toEqual(['part 400 USD', 'sold 1000 USD', 'back 750 EUR']));

  it.each(['accept', 'reject'] as const)('is to %s those that are held for review', (kind) =>
    expect(included(kind)).toEqual(['look 1000 USD']),
  );

  it('leaves out the others, and says where they stand', () =>
    expect(bulkPlan('capture', orders).leftOut).toEqual([
      { standing: 'payment_captured', count: 1 },
      { standing: 'payment_partially_refunded', count: 1 },
      { standing: 'payment_declined', count: 1 },
      { standing: 'review', count: 1 },
    ]));

  it('is summed up by currency, and never across', () =>
    expect(sumsOf(bulkPlan('refund', orders).included)).toEqual([
      ['USD', 1400],
      ['EUR', 750],
    ]));
});
