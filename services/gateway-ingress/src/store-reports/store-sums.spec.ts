import { create, DailySalesSchema } from '@tollgate/contracts';
import { money, usd } from '@tollgate/money';
import { storeSums } from './store-sums.js';

const day = (init: object) => create(DailySalesSchema, { day: '2026-11-23', currency: 'USD', ...init });

it('a store’s days add up by currency, each by itself', () => {
  const sums = storeSums('mer_a', [
    day({ orderCount: 2, captured: usd(1_000n), tax: usd(40n), shipping: usd(100n) }),
    day({ day: '2026-11-24', orderCount: 1, captured: usd(500n), refundCount: 1, refunded: usd(700n), refundedTax: usd(28n) }),
    day({ currency: 'JPY', orderCount: 1, captured: money(900n, 'JPY') }),
  ]);
  expect(sums).toMatchObject([
    { store: 'mer_a', currency: 'JPY', sales: 1, captured: 900, net: 900 },
    { store: 'mer_a', currency: 'USD', sales: 3, captured: 1_500, tax: 40, refunds: 1, refunded: 700, refundedTax: 28, net: 800 },
  ]);
});
