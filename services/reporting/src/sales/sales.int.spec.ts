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
    const [table] = await stack.rows<{ name: string }>(
      `SELECT 'reporting.figures_' || generation || '_' || attempt AS name FROM reporting.progress WHERE state = 'live'`,
    );
    const [{ updates } = { updates: 0 }] = await stack.rows<{ updates: number }>(
      'SELECT (pg_stat_get_tuples_updated($1::regclass) + pg_stat_get_tuples_inserted($1::regclass))::int AS updates',
      table?.name,
    );
    expect(updates).toBeLessThan(300);
  });

  it('R1: is of the days of the zone that is asked for, each order in exactly one', async () => {
    const merchant = 'mer_r1';
    for (const at of [
      '2026-12-31T19:50:00-06:00',
      '2026-11-01T01:30:00-04:00',
      '2026-11-01T01:30:00-05:00',
      '2026-09-06T00:30:00-04:00',
    ]) {
      stack.writer.setTime(new Date(at).toISOString());
      await stack.writer.write({ merchant, outcome: 'paid' });
    }
    stack.writer.setTime();
    await stack.applied();
    const daysIn = async (timeZone: string) => {
      const init = { merchant, mode: 'test', from: '2026-09-01', to: '2027-01-31', timeZone };
      const { days } = await stack.requests.request(requests.sales, SalesRequestSchema, SalesResponseSchema, init);
      return days.map(({ day, orderCount }) => [day, orderCount]);
    };
    expect(await daysIn('America/Menominee')).toEqual([
      ['2026-09-05', 1],
      ['2026-11-01', 2],
      ['2026-12-31', 1],
    ]);
    expect(await daysIn('Pacific/Kiritimati')).toEqual([
      ['2026-09-06', 1],
      ['2026-11-01', 2],
      ['2027-01-01', 1],
    ]);
    expect(await daysIn('America/New_York')).toEqual([
      ['2026-09-06', 1],
      ['2026-11-01', 2],
      ['2026-12-31', 1],
    ]);
    expect(await daysIn('America/Santiago')).toEqual([
      ['2026-09-06', 1],
      ['2026-11-01', 2],
      ['2026-12-31', 1],
    ]);
    expect(await daysIn('')).toEqual([
      ['2026-09-06', 1],
      ['2026-11-01', 2],
      ['2027-01-01', 1],
    ]);
    await expect(daysIn('Mars/Olympus')).rejects.toMatchObject({ code: 'invalid_time_zone' });
  });

  it('refuses a period that is none', async () => {
    const init = { merchant: 'mer_a', mode: 'test', from: '2026-12-01', to: '2026-11-01' };
    await expect(stack.requests.request(requests.sales, SalesRequestSchema, SalesResponseSchema, init)).rejects.toMatchObject({
      code: 'invalid_period',
      field: '/to',
    });
  });
});
