import { usd } from '@tollgate/money';
import { orderPlaced, orderPriced, paymentAuthorized, paymentCaptured } from '@tollgate/order';
import { saleOf, salesChange, sumSales } from './daily-sales.js';
import { report } from './reported-order.js';

const placed = report(undefined, [orderPlaced(), orderPriced()]);
const authorized = report(placed, [paymentAuthorized({}, { version: 1 })]);
const capturedOn = (occurredAt: string) => report(authorized, [paymentCaptured(usd(5426n), { version: 2, occurredAt })]);
const captured = capturedOn('2026-11-23T23:59:59.999Z');
const sale = {
  merchant: 'mer_demo',
  mode: 'test',
  currency: 'USD',
  day: '2026-11-23',
  orderCount: 1,
  capturedMinor: 5426n,
  taxMinor: 132n,
  shippingMinor: 795n,
};

describe('daily sales', () => {
  it('count an order on the UTC day its money was taken', () => {
    expect(saleOf(captured)).toEqual(sale);
    expect(saleOf(capturedOn('2026-11-24T00:00:00.000Z'))?.day).toBe('2026-11-24');
  });

  it('count no order whose money is only held', () => expect(saleOf(authorized)).toBeUndefined());

  it('change when money is taken, and not by what comes later', () => {
    expect(salesChange(placed, authorized)).toEqual([]);
    expect(salesChange(authorized, captured)).toEqual([sale]);
    expect(salesChange(undefined, captured)).toEqual([sale]);
    expect(salesChange(captured, { ...captured })).toEqual([]);
  });

  it('I14: are summed by merchant, mode, currency and day', () => {
    const other = { ...sale, merchant: 'mer_other' } as const;
    const live = { ...sale, mode: 'live' } as const;
    const sums = sumSales([sale, other, sale, live] as Parameters<typeof sumSales>[0]);
    expect(sums).toEqual([{ ...sale, orderCount: 2, capturedMinor: 10_852n, taxMinor: 264n, shippingMinor: 1590n }, other, live]);
  });
});
