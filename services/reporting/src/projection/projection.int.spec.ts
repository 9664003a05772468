import { usd } from '@tollgate/money';
import { balance, statusOf } from '@tollgate/order';
import { downloadsGranted, orderPriced } from '@tollgate/testing';
import { nextOrderId, orderIn } from '../testing/order-writer.js';
import { TestStack } from '../testing/test-stack.js';
import { reportCrashPoints } from './crash-points.data.js';
import { projections } from './projections.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.start();
});
afterEach(() => stack.stopReplicas());
afterAll(() => stack?.stop());

interface ShownOrder {
  readonly id: string;
  readonly status: string;
  readonly captured: string;
  readonly refunded: string;
  readonly versions: Readonly<Record<string, number>>;
}

const ordersInLog = async (): Promise<readonly string[]> =>
  (await stack.rows<{ id: string }>(`SELECT subject_id AS id FROM order_log.events WHERE type = 'OrderPlaced'`)).map(
    ({ id }) => id,
  );

/** What the log alone says of an order. */
const told = async (id: string): Promise<ShownOrder> => {
  const order = orderIn(await stack.writer.read(id));
  const { captured, refunded } = balance(order.payment, order.placed.currency);
  const versions = Object.fromEntries(Object.entries(order.heads).map(([stream, head]) => [stream, head.version]));
  return { id, status: statusOf(order), captured: String(captured.minor), refunded: String(refunded.minor), versions };
};

/** I7, from the log alone: what the views have to show. */
const expectProjectionToBeTheFold = async (): Promise<void> => {
  const expected = await Promise.all((await ordersInLog()).map(told));
  const shown = await stack.rows<ShownOrder>(
    'SELECT order_id AS id, status, captured_minor AS captured, refunded_minor AS refunded, versions FROM reporting.orders',
  );
  const byId = (a: ShownOrder, b: ShownOrder) => (a.id < b.id ? -1 : 1);
  expect([...shown].sort(byId)).toEqual([...expected].sort(byId));
  const sum = (of: 'captured' | 'refunded') => String(expected.reduce((total, order) => total + BigInt(order[of]), 0n));
  const [days] = await stack.rows(
    `SELECT coalesce(sum(captured_minor), 0)::text AS captured, coalesce(sum(refunded_minor), 0)::text AS refunded
     FROM reporting.daily_sales`,
  );
  expect(days).toEqual({ captured: sum('captured'), refunded: sum('refunded') });
};

describe('the read models', () => {
  it('I7: show every order as the fold of its log, and every day as the sum of its orders', async () => {
    await stack.writer.write();
    await stack.serve();
    for (const outcome of ['placed', 'held', 'declined', 'paid', 'told'] as const) await stack.writer.write({ outcome });
    const orders = await Promise.all(Array.from({ length: 40 }, () => stack.writer.write()));
    for (const [index, order] of orders.slice(0, 5).entries()) await stack.writer.refund(order, usd(BigInt(1000 + index)));
    await stack.applied();
    await expectProjectionToBeTheFold();
  });

  it('take in events of an order that nobody has in mind any more', async () => {
    const order = nextOrderId();
    await stack.writer.write({ id: order, outcome: 'paid' });
    await stack.stopReplica(await stack.serve());
    const captured = (await stack.writer.read(order)).at(-1);
    if (captured === undefined) throw new Error('the order was paid');
    await stack.writer.follow('esd-delivery', captured, downloadsGranted());
    await stack.writer.refund(order, usd(426n));
    await stack.serve();
    await stack.applied();
    await expectProjectionToBeTheFold();
  });

  it('pass over what is not about orders', async () => {
    await stack.serve();
    await stack.writer.setSettings('mer_demo');
    await stack.writer.write();
    await stack.applied();
    await expectProjectionToBeTheFold();
    expect(await stack.rows('SELECT type FROM reporting.parked_events')).toEqual([]);
  });

  it('are written by one replica; when it goes another goes on, and nothing is counted twice', async () => {
    const first = await stack.serve();
    await stack.serve();
    const writing = Promise.all(Array.from({ length: 60 }, () => stack.writer.write()));
    await stack.stopReplica(first);
    await writing;
    await stack.applied();
    await expectProjectionToBeTheFold();
  });

  it('I17: go on where they were after every connection to the database was lost', async () => {
    await stack.serve();
    await stack.writer.write();
    await stack.applied();
    await stack.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reporting'`);
    await stack.writer.write();
    await stack.applied();
    await expectProjectionToBeTheFold();
  });

  it.each(Object.values(reportCrashPoints))(
    'I9: count an order once through a crash at %s',
    async (point) => {
      await Promise.all(Array.from({ length: 5 }, () => stack.writer.write()));
      const { ended } = stack.reportingThatCrashes(point);
      expect(await ended).toBe('SIGKILL');
      await stack.serve();
      await stack.applied();
      await expectProjectionToBeTheFold();
    },
    30_000,
  );

  it('I16: put aside an order that cannot be told, and the rest go on', async () => {
    await stack.serve();
    const stray = { subject: { kind: 'order', id: nextOrderId() } } as const;
    await stack.writer.follow('tax-shipping', orderPriced({}, stray), orderPriced());
    await stack.writer.write();
    await stack.applied();
    await expectProjectionToBeTheFold();
    expect(await stack.rows('SELECT type FROM reporting.parked_events')).toEqual([{ type: 'OrderPriced' }]);
  });

  it('have the tables that the registry says', async () => {
    await stack.serve();
    const columns = await stack.rows<{ table: string; column: string; type: string }>(
      `SELECT table_name AS table, column_name AS column, udt_name AS type FROM information_schema.columns
       WHERE table_schema = 'reporting' AND table_name IN (SELECT viewname FROM pg_views WHERE schemaname = 'reporting' AND viewname <> 'daily_sales')`,
    );
    const names: Readonly<Record<string, string>> = { int: 'int4', bigint: 'int8' };
    const expected = projections.flatMap(({ table: { name, types } }) =>
      Object.entries(types).map(([column, type]) => ({ table: name, column, type: names[type] ?? type })),
    );
    const text = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).sort();
    expect(text(columns)).toEqual(text(expected));
  });
});
