import {
  RebuildProgressRequestSchema,
  RebuildProgressResponseSchema,
  RebuildRequestSchema,
  RebuildResponseSchema,
  requests,
} from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { eventually } from '@tollgate/testing';
import pg from 'pg';
import { rebuildCrashPoints } from '../projection/crash-points.data.js';
import { projections } from '../projection/projections.js';
import { TestStack } from '../testing/test-stack.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.start();
  await stack.serve();
  const orders = await Promise.all(Array.from({ length: 30 }, () => stack.writer.write()));
  for (const order of orders.slice(0, 5)) await stack.writer.refund(order, usd(1000n));
  await stack.applied();
  await stack.stopReplicas();
});
afterEach(() => stack.stopReplicas());
afterAll(() => stack?.stop());

const begin = () => stack.requests.request(requests.rebuild, RebuildRequestSchema, RebuildResponseSchema, {});
const progressOf = (generation: number) =>
  stack.requests.request(requests.rebuildProgress, RebuildProgressRequestSchema, RebuildProgressResponseSchema, { generation });
/** The progress of a rebuild that ended, well or not. */
const ended = (generation: number) =>
  eventually(
    'the end of the rebuild',
    async () => {
      const progress = await progressOf(generation);
      return (progress.isDone || progress.error !== '') && progress;
    },
    25_000,
  );

/** Everything that is shown, as texts. */
const shown = async (): Promise<unknown> => {
  const all: Record<string, readonly unknown[]> = {};
  for (const { table } of projections)
    all[table.name] = await stack.rows(`SELECT v::text FROM reporting.${table.name} AS v ORDER BY ${table.key.join(', ')}`);
  return all;
};
/** The table that a read model shows. */
const tableOf = async (name: string): Promise<string> => {
  const [progress] = await stack.rows<{ suffix: string }>(
    `SELECT generation || '_' || attempt AS suffix FROM reporting.progress WHERE state = 'live'`,
  );
  return `reporting.${name}_${progress?.suffix}`;
};
const eventsInLog = async (): Promise<bigint> =>
  BigInt((await stack.rows<{ count: string }>('SELECT count(*) FROM order_log.events'))[0]?.count ?? 0);

describe('a rebuild', () => {
  it('I7: builds from zero what is shown, while orders go on and nobody misses a row', async () => {
    await stack.serve();
    const counted = 'SELECT count(*)::int AS count FROM reporting.orders';
    const [{ count: before } = { count: 0 }] = await stack.rows<{ count: number }>(counted);
    let isWriting = true;
    const writing = (async () => {
      while (isWriting) await Promise.all(Array.from({ length: 5 }, () => stack.writer.write()));
    })();
    const { generation } = await begin();
    const end = ended(generation);
    const seen: number[] = [];
    const watching = (async () => {
      while (isWriting) seen.push((await stack.rows<{ count: number }>(counted))[0]?.count ?? 0);
    })();
    expect(await end).toMatchObject({ isDone: true, error: '' });
    isWriting = false;
    await Promise.all([writing, watching]);
    await stack.applied();
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(before);
    const [orders] = await stack.rows(
      `SELECT (SELECT count(*) FROM order_log.events WHERE type = 'OrderPlaced') = (SELECT count(*) FROM reporting.orders) AS same`,
    );
    expect(orders).toEqual({ same: true });
  });

  it('puts right what somebody spoiled, leaves no old row behind, and is one for all who ask', async () => {
    await stack.serve();
    const right = await shown();
    await stack.rows(`UPDATE ${await tableOf('orders')} SET status = 'declined', captured_minor = 7`);
    await stack.rows(`DELETE FROM ${await tableOf('figures')}`);
    expect(await shown()).not.toEqual(right);
    const [first, second] = await Promise.all([begin(), begin()]);
    expect(second.generation).toBe(first.generation);
    expect(await ended(first.generation)).toMatchObject({ isDone: true, appliedEvents: await eventsInLog() });
    expect(await shown()).toEqual(right);
    await eventually('the old tables to go', async () => {
      const left = await stack.rows(`SELECT tablename FROM pg_tables WHERE schemaname = 'reporting' AND tablename ~ '^orders_'`);
      return left.length === 1;
    });
  });

  it.each(Object.values(rebuildCrashPoints))(
    'I9: that a crash at %s ends is begun again by whoever comes, and counts nothing twice',
    async (point) => {
      const first = await stack.serve();
      const before = await shown();
      await stack.stopReplica(first);
      const { ended: crashed } = stack.reportingThatCrashes(point);
      const { generation } = await eventually('the rebuild to begin', () => begin().catch(() => undefined));
      expect(await crashed).toBe('SIGKILL');
      await stack.serve();
      expect(await ended(generation)).toMatchObject({ isDone: true, error: '', appliedEvents: await eventsInLog() });
      expect(await shown()).toEqual(before);
      expect(await tableOf('orders')).toBe(`reporting.orders_${generation}_2`);
    },
    40_000,
  );

  it('X1: that reads less than the log holds fails and says so; what is shown stays', async () => {
    await stack.serve();
    const before = await shown();
    const open = new pg.Client({ connectionString: stack.postgresUrl });
    await open.connect();
    try {
      // An open transaction hides whatever is committed after it began from all who read the tail.
      await open.query('BEGIN');
      await open.query('SELECT pg_current_xact_id()');
      await stack.writer.write({ merchant: 'mer_hidden', outcome: 'placed' });
      const { generation } = await begin();
      const held = await eventsInLog();
      expect(await ended(generation)).toMatchObject({
        isDone: false,
        error: `incomplete: ${held - 1n} of the ${held} events in the log could be read`,
      });
      expect(await shown()).toEqual(before);
    } finally {
      await open.end();
    }
    const { generation } = await begin();
    expect(await ended(generation)).toMatchObject({ isDone: true, error: '' });
    expect(await progressOf(generation - 1)).toMatchObject({ isDone: false, error: expect.stringContaining('incomplete') });
  });

  it('X1: reads a log that was restored into another cluster, with orders before and after, whole', async () => {
    // What a restore leaves: events of an earlier epoch whose transaction ids are far above those of this cluster.
    await stack.rows('ALTER TABLE order_log.events DISABLE TRIGGER USER');
    await stack.rows(`UPDATE order_log.events SET xid = (xid::text::bigint + 4000000000)::text::xid8`);
    await stack.rows('ALTER TABLE order_log.events ENABLE ALWAYS TRIGGER events_are_for_good');
    await stack.rows('ALTER TABLE order_log.events ENABLE ALWAYS TRIGGER events_stay');
    await stack.rows('UPDATE order_log.epochs SET system_identifier = system_identifier - 1');
    const writer = await stack.openWriter();
    try {
      const order = await writer.write();
      await writer.refund(order, usd(426n));
    } finally {
      await writer.close();
    }
    expect(await stack.rows('SELECT DISTINCT epoch FROM order_log.events ORDER BY epoch')).toEqual([{ epoch: 1 }, { epoch: 2 }]);
    await stack.serve();
    const { generation } = await begin();
    expect(await ended(generation)).toMatchObject({ isDone: true, error: '', appliedEvents: await eventsInLog() });
    await stack.applied();
    const [orders] = await stack.rows(
      `SELECT (SELECT count(*) FROM order_log.events WHERE type = 'OrderPlaced') = (SELECT count(*) FROM reporting.orders) AS same`,
    );
    expect(orders).toEqual({ same: true });
  });

  it('that nobody asked for is none', async () => {
    await stack.serve();
    expect(await progressOf(999)).toMatchObject({ isDone: false, error: 'there is no such rebuild' });
  });
});
