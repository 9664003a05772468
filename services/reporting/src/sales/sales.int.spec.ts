import { requests, SalesRequestSchema, SalesResponseSchema } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { TestStack } from '../testing/test-stack.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.start();
  await stack.serve();
});
afterAll(() => stack?.stop());

const salesOf = async (merchant: string, mode = 'test') => {
  const init = { merchant, mode, from: '2026-11-01', to: '2026-12-31' };
  return (await stack.requests.request(requests.sales, SalesRequestSchema, SalesResponseSchema, init)).days;
};
const november = {
  day: '2026-11-30',
  currency: 'USD',
  orderCount: 1,
  captured: { minor: 5426n, currency: 'USD' },
  shipping: { minor: 795n },
  tax: { minor: 132n },
  refundCount: 0,
  refunded: { minor: 0n },
};

describe('a sales report', () => {
  it('M6: shows a refund on its own day, in its own columns, and the day of the sale as it was', async () => {
    stack.writer.setTime('2026-11-30T22:00:00.000Z');
    const order = await stack.writer.write({ merchant: 'mer_m6' });
    await stack.applied();
    expect(await salesOf('mer_m6')).toMatchObject([november]);
    stack.writer.setTime('2026-12-02T08:00:00.000Z');
    await stack.writer.refund(order, usd(5426n));
    stack.writer.setTime();
    await stack.applied();
    expect(await salesOf('mer_m6')).toMatchObject([
      november,
      {
        day: '2026-12-02',
        orderCount: 0,
        captured: { minor: 0n },
        refundCount: 1,
        refunded: { minor: 5426n },
        refundedShipping: { minor: 795n },
        refundedTax: { minor: 132n },
      },
    ]);
  });

  it('I14: shows a merchant their own sales alone, and test apart from live', async () => {
    stack.writer.setTime('2026-11-30T22:00:00.000Z');
    await stack.writer.write({ merchant: 'mer_a' });
    await stack.writer.write({ merchant: 'mer_a', mode: 'live' });
    await stack.writer.write({ merchant: 'mer_b' });
    stack.writer.setTime();
    await stack.applied();
    expect(await salesOf('mer_a')).toMatchObject([november]);
    expect(await salesOf('mer_a', 'live')).toMatchObject([november]);
    expect(await salesOf('mer_c')).toEqual([]);
  });

  it('R3: a merchant’s day with hundreds of orders at once is one row, changed once a page', async () => {
    stack.writer.setTime('2026-12-10T08:00:00.000Z');
    await Promise.all(Array.from({ length: 300 }, () => stack.writer.write({ merchant: 'mer_r3', outcome: 'paid' })));
    stack.writer.setTime();
    await stack.applied();
    expect(await salesOf('mer_r3')).toMatchObject([{ day: '2026-12-10', orderCount: 300, captured: { minor: 1_627_800n } }]);
    const [{ updates } = { updates: 0 }] = await stack.rows<{ updates: number }>(
      `SELECT (pg_stat_get_tuples_updated('reporting.sales_by_generation'::regclass)
         + pg_stat_get_tuples_inserted('reporting.sales_by_generation'::regclass))::int AS updates`,
    );
    expect(updates).toBeLessThan(300);
  });

  it('refuses a period that is none', async () => {
    const init = { merchant: 'mer_a', mode: 'test', from: '2026-12-01', to: '2026-11-01' };
    await expect(stack.requests.request(requests.sales, SalesRequestSchema, SalesResponseSchema, init)).rejects.toMatchObject({
      code: 'invalid_period',
      field: '/to',
    });
  });
});
