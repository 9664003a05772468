import {
  ListOrdersRequestSchema,
  ListOrdersResponseSchema,
  RebuildProgressRequestSchema,
  RebuildProgressResponseSchema,
  RebuildRequestSchema,
  RebuildResponseSchema,
  requests,
  SalesRequestSchema,
  SalesResponseSchema,
} from '@tollgate/contracts';
import { downloadsGranted, fold, orderPriced, statusOf } from '@tollgate/order';
import type { RunningService } from '@tollgate/service';
import { pageStatement } from '../adapters/postgres/report-reader.js';
import { reportCrashPoints } from './projection.js';
import { nextOrderId } from './testing/order-writer.js';
import { TestStack } from './testing/test-stack.js';

let runtime: TestStack;
const replicas: RunningService[] = [];
const serve = async (): Promise<RunningService> => {
  const replica = await runtime.reporting();
  replicas.push(replica);
  return replica;
};

beforeAll(async () => {
  runtime = await TestStack.start();
}, 60_000);
afterEach(() => Promise.all(replicas.splice(0).map((replica) => replica.stop())));
afterAll(() => runtime?.stop());

const everyOrder = async (): Promise<readonly string[]> =>
  (await runtime.rows<{ id: string }>('select distinct order_id as id from order_log.events where type = $1', 'OrderPlaced')).map(
    ({ id }) => id,
  );

/** I7, from the log alone: what the views would have to show. */
const expectProjectionToBeTheFold = async (): Promise<void> => {
  const orders = await everyOrder();
  const rows = await runtime.rows<{ id: string; status: string; captured: string; versions: Record<string, number> }>(
    'select order_id as id, status, captured_minor as captured, versions from reporting.orders',
  );
  const shown = new Map(rows.map((row) => [row.id, row]));
  expect(shown.size).toBe(orders.length);
  let captured = 0n;
  for (const id of orders) {
    const order = fold(await runtime.writer.read(id));
    if (order === undefined) throw new Error('an order is in the log');
    const taken = order.payment.captured?.amount?.minor ?? 0n;
    captured += taken;
    const versions = Object.fromEntries(Object.entries(order.heads).map(([stream, head]) => [stream, head.version]));
    expect(shown.get(id)).toEqual({ id, status: statusOf(order), captured: String(taken), versions });
  }
  const [sold] = await runtime.rows<{ captured: string }>(
    'select coalesce(sum(captured_minor), 0) as captured from reporting.daily_sales',
  );
  expect(BigInt(sold?.captured ?? 0)).toBe(captured);
};

const listOrders = (init: { merchant: string; mode?: string; limit?: number; cursor?: string; status?: string }) =>
  runtime.requests.request(requests.listOrders, ListOrdersRequestSchema, ListOrdersResponseSchema, { mode: 'test', ...init });

describe('the read models', () => {
  it('I7: show every order as the fold of its log, and every day as the sum of its orders', async () => {
    await runtime.writer.write();
    await serve();
    for (const outcome of ['placed', 'held', 'declined', 'paid', 'told'] as const) await runtime.writer.write({ outcome });
    await Promise.all(Array.from({ length: 40 }, () => runtime.writer.write()));
    await runtime.applied();
    await expectProjectionToBeTheFold();
  });

  it('take in events of an order that nobody has in mind any more', async () => {
    const order = nextOrderId();
    await runtime.writer.write({ id: order, outcome: 'paid' });
    await (await serve()).stop();
    replicas.length = 0;
    const captured = (await runtime.writer.read(order)).at(-1);
    if (captured === undefined) throw new Error('the order was paid');
    await runtime.writer.follow('esd-delivery', captured, downloadsGranted());
    await serve();
    await runtime.applied();
    await expectProjectionToBeTheFold();
  });

  it('are written by one replica; when it goes another goes on, and nothing is counted twice', async () => {
    const [first] = [await serve(), await serve()];
    const writing = Promise.all(Array.from({ length: 60 }, () => runtime.writer.write()));
    await first.stop();
    replicas.shift();
    await writing;
    await runtime.applied();
    await expectProjectionToBeTheFold();
  });

  it('I17: go on where they were after every connection to the database was lost', async () => {
    await serve();
    await runtime.writer.write();
    await runtime.applied();
    await runtime.rows(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'reporting'`);
    await runtime.writer.write();
    await runtime.applied();
    await expectProjectionToBeTheFold();
  }, 20_000);

  it.each(Object.values(reportCrashPoints))(
    'I9: count an order once through a crash at %s',
    async (point) => {
      await Promise.all(Array.from({ length: 5 }, () => runtime.writer.write()));
      const { ended } = runtime.reportingThatCrashes(point);
      expect(await ended).toBe('SIGKILL');
      await serve();
      await runtime.applied();
      await expectProjectionToBeTheFold();
    },
    30_000,
  );

  it('I16: put aside an order that cannot be told, and the rest go on', async () => {
    await serve();
    await runtime.writer.follow('tax-shipping', orderPriced({}, { order: nextOrderId() }), orderPriced());
    await runtime.writer.write();
    await runtime.applied();
    await expectProjectionToBeTheFold();
    expect(await runtime.rows('select type from reporting.parked_events')).toEqual([{ type: 'OrderPriced' }]);
  });
});

describe('a rebuild', () => {
  const rebuild = () => runtime.requests.request(requests.rebuild, RebuildRequestSchema, RebuildResponseSchema, {});
  const finished = async (generation: number): Promise<bigint> => {
    for (;;) {
      const init = { generation };
      const progress = await runtime.requests.request(
        requests.rebuildProgress,
        RebuildProgressRequestSchema,
        RebuildProgressResponseSchema,
        init,
      );
      if (progress.isDone) return progress.appliedEvents;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('I7: builds from zero what is shown, while orders go on and nobody misses a row', async () => {
    await serve();
    await runtime.applied();
    const [{ count: before } = { count: 0 }] = await runtime.rows<{ count: number }>(
      'select count(*)::int as count from reporting.orders',
    );
    let isWriting = true;
    const writing = (async () => {
      while (isWriting) await Promise.all(Array.from({ length: 5 }, () => runtime.writer.write()));
    })();
    const { generation } = await rebuild();
    const done = finished(generation);
    const seen: number[] = [];
    const watching = (async () => {
      while (isWriting) {
        const [row] = await runtime.rows<{ count: number }>('select count(*)::int as count from reporting.orders');
        seen.push(row?.count ?? 0);
      }
    })();
    expect(await done).toBeGreaterThan(0n);
    isWriting = false;
    await Promise.all([writing, watching]);
    await runtime.applied();
    await expectProjectionToBeTheFold();
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(before);
  }, 30_000);

  it('puts right what somebody spoiled, and leaves no old row behind', async () => {
    await serve();
    await runtime.applied();
    await runtime.rows(`update reporting.orders_by_generation set status = 'declined', captured_minor = 7`);
    await runtime.rows('delete from reporting.sales_by_generation');
    const [first, second] = await Promise.all([rebuild(), rebuild()]);
    expect(second.generation).toBe(first.generation);
    await finished(first.generation);
    await expectProjectionToBeTheFold();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await runtime.rows('select distinct generation from reporting.orders_by_generation')).toEqual(
      [first].map(({ generation }) => ({ generation })),
    );
  }, 30_000);
});

describe('who asks for reports', () => {
  it('I14: sees his own orders and sales alone, and test apart from live', async () => {
    const mine = await runtime.writer.write({ merchant: 'mer_a' });
    const live = await runtime.writer.write({ merchant: 'mer_a', mode: 'live' });
    const theirs = await runtime.writer.write({ merchant: 'mer_b' });
    await serve();
    await runtime.applied();
    expect((await listOrders({ merchant: 'mer_a' })).orders).toEqual([mine]);
    expect((await listOrders({ merchant: 'mer_a', mode: 'live' })).orders).toEqual([live]);
    expect((await listOrders({ merchant: 'mer_b' })).orders).toEqual([theirs]);
    expect((await listOrders({ merchant: 'mer_c' })).orders).toEqual([]);
    expect((await listOrders({ merchant: 'mer_b', cursor: live })).orders).not.toContain(mine);
    const day = new Date().toISOString().slice(0, 10);
    const init = { merchant: 'mer_a', mode: 'test', from: day, to: day };
    const { days } = await runtime.requests.request(requests.sales, SalesRequestSchema, SalesResponseSchema, init);
    expect(days).toMatchObject([
      {
        day,
        currency: 'USD',
        orderCount: 1,
        captured: { minor: 5426n, currency: 'USD' },
        tax: { minor: 132n },
        shipping: { minor: 795n },
      },
    ]);
  });

  it('reads page by page, newest first, none twice and none left out', async () => {
    const merchant = 'mer_pages';
    const written: string[] = [];
    for (let index = 0; index < 7; index += 1) written.push(await runtime.writer.write({ merchant, outcome: 'placed' }));
    await serve();
    await runtime.applied();
    const read: string[] = [];
    let cursor = '';
    do {
      const page = await listOrders({ merchant, limit: 3, cursor });
      read.push(...page.orders);
      cursor = page.nextCursor;
    } while (cursor !== '');
    expect(read).toEqual(written.toReversed());
  });

  it('finds orders by status', async () => {
    const merchant = 'mer_status';
    const [held, declined, result] = [
      await runtime.writer.write({ merchant, outcome: 'held' }),
      await runtime.writer.write({ merchant, outcome: 'declined' }),
      await runtime.writer.write({ merchant, outcome: 'told' }),
    ];
    await serve();
    await runtime.applied();
    for (const [status, order] of [
      ['review', held],
      ['declined', declined],
      ['approved', result],
    ] as const) {
      expect((await listOrders({ merchant, status })).orders).toEqual([order]);
    }
    await expect(listOrders({ merchant, status: 'paid' })).rejects.toMatchObject({ code: 'invalid_status' });
    await expect(listOrders({ merchant, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
});

describe('the tables', () => {
  it('are what the entities say', async () => {
    const { runtime: inside } = await serve();
    const { upQueries } = await inside.database.driver.createSchemaBuilder().log();
    const own = upQueries.map(({ query }) => query).filter((query) => !query.includes('parked_events'));
    expect(own).toEqual([]);
  });

  it.each([undefined, 'approved', 'review', 'pending'])('are read by index for a page of orders by status %s', async (status) => {
    const { runtime: inside } = await serve();
    const values = ['mer_demo', 'test', nextOrderId(), 20, ...(status === undefined ? [] : [status])];
    const plan = await inside.database.query<Record<string, string>[]>(`explain ${pageStatement({ status })}`, values);
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Index (Only )?Scan( Backward)? using orders_(newest|by_status)/);
    expect(text).not.toMatch(/Seq Scan on orders|Sort/);
  });
});
