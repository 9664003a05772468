import { create, DailySalesSchema } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { describeSales } from './describe-sales.js';

describe('describeSales', () => {
  it('tells a day in integers', () => {
    const day = create(DailySalesSchema, {
      day: '2026-11-23',
      currency: 'USD',
      orderCount: 2,
      captured: usd(10852n),
      tax: usd(264n),
      refundCount: 1,
      refunded: usd(1100n),
      refundedTax: usd(100n),
    });
    expect(describeSales(day)).toEqual({
      day: '2026-11-23',
      currency: 'USD',
      orderCount: 2,
      captured: 10852,
      tax: 264,
      shipping: 0,
      refundCount: 1,
      refunded: 1100,
      refundedTax: 100,
      refundedShipping: 0,
    });
  });
});
