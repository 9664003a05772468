import { setTimeout as sleep } from 'node:timers/promises';
import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import pg from 'pg';
import { v7 } from 'uuid';
import { causeOf, type IdempotencyRecord } from '../append/append-request.js';
import type { OrderLog } from '../order-log.js';
import { orderTarget } from '../targets.js';
import { appended, idempotencyRecordOf, only, placement } from '../testing/append-requests.js';
import { roleOf, startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { copyLog } from '../testing/logical-copy.js';
import { verify } from '../verify/verify.js';
import { openOrderLog } from './postgres-order-log.js';

// X1: a log that was dumped and restored into a fresh cluster, whose transaction ids start lower.

const ORDERS = 1_800;
const BURNT_TRANSACTIONS = 30_000;

interface Opened {
  readonly log: OrderLog;
  readonly published: RecordedEvent[];
}

const logs: OrderLog[] = [];
const open = async (postgres: TestPostgres, service: string, { isBusAway = false, isRelaying = false } = {}): Promise<Opened> => {
  const published: RecordedEvent[] = [];
  const publish = async (event: RecordedEvent) => {
    if (isBusAway) throw new Error('no bus');
    published.push(event);
  };
  const log = await openOrderLog({ connectionString: postgres.urlFor(roleOf(service)), service, publish, isRelaying });
  logs.push(log);
  return { log, published };
};

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 15_000; !(await holds()); await sleep(50))
    if (Date.now() > end) throw new Error('it did not come about');
};

/** The ids of all that the tail shows from a cursor on, in its order, and the cursor after it. */
const tailFrom = async (log: OrderLog, from?: string, limit = 700) => {
  const ids: string[] = [];
  for (let cursor = from; ; ) {
    const page = await log.readAll(cursor, limit);
    ids.push(...page.events.map(({ header }) => header.id));
    if (page.cursor === cursor) return { ids, cursor: page.cursor };
    cursor = page.cursor;
  }
};

/** Places an order whose event is committed, and which its appender dies without publishing. */
const placeAndDie = async (postgres: TestPostgres): Promise<RecordedEvent> => {
  const { log } = await open(postgres, 'gateway-ingress', { isBusAway: true });
  const request = placement();
  await appended(log, request);
  const event = only(await log.read(request.subject.id));
  await log.close();
  return event;
};

let old: TestPostgres;
let fresh: TestPostgres;
let superuser: pg.Client;
let placed: readonly RecordedEvent[];
let taken: IdempotencyRecord;
/** What was in the log when it was dumped, and how far two readers had come. */
let before: { readonly ids: readonly string[]; readonly halfWay: string; readonly end: string };
let leftInOldEpoch: RecordedEvent;

const connect = async (postgres: TestPostgres): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  return client;
};

const fillOld = async (): Promise<void> => {
  const ingress = await open(old, 'gateway-ingress');
  const pricing = await open(old, 'tax-shipping');
  taken = idempotencyRecordOf();
  const requests = Array.from({ length: ORDERS }, (_, index) => placement(index === 0 ? { idempotencyRecords: [taken] } : {}));
  placed = (await Promise.all(requests.map((request) => appended(ingress.log, request)))).flat();
  await Promise.all(placed.map((cause) => pricing.log.startStream(cause, [newEvent('OrderPriced', {})])));
  await Promise.all([ingress.log.close(), pricing.log.close()]);
};

/** The relay of the old cluster has looked at all there was. */
const relayOld = async (client: pg.Client): Promise<void> => {
  const relay = await open(old, 'fraud', { isRelaying: true });
  const newest = await client.query<{ xid: string }>('SELECT max(xid::text::bigint) AS xid FROM order_log.events');
  await until(async () => {
    const { rows } = await client.query<{ xid: string }>('SELECT xid FROM order_log.relay');
    return BigInt(rows[0]?.xid ?? 0) > BigInt(newest.rows[0]?.xid ?? 0);
  });
  await relay.log.close();
};

beforeAll(async () => {
  [old, fresh] = await Promise.all([startLogDatabase(), startLogDatabase()]);
  const client = await connect(old);
  await client.query(`DO $$ BEGIN FOR n IN 1..${BURNT_TRANSACTIONS} LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$`);
  await fillOld();
  await relayOld(client);
  leftInOldEpoch = await placeAndDie(old);
  const { log } = await open(old, 'fraud');
  const halfWay = (await log.readAll(undefined, ORDERS)).cursor;
  const { ids, cursor } = await tailFrom(log);
  before = { ids, halfWay, end: cursor };
  await log.close();
  await client.end();
  await copyLog(old.url, fresh.url);
  superuser = await connect(fresh);
});

afterEach(() => Promise.all(logs.splice(0).map((log) => log.close())));
afterAll(async () => {
  await superuser?.end();
  await Promise.all([old?.stop(), fresh?.stop()]);
});

describe('X1: a log restored into a fresh cluster', () => {
  it('comes from a cluster whose transaction ids were higher', async () => {
    const { rows } = await superuser.query(
      'SELECT pg_current_xact_id() < (SELECT xid FROM order_log.events ORDER BY position LIMIT 1) AS lower, (SELECT count(*)::int FROM order_log.events) AS events',
    );
    expect(rows).toEqual([{ lower: true, events: 2 * ORDERS + 1 }]);
    expect(before.ids).toHaveLength(2 * ORDERS + 1);
  });

  it('begins one epoch, however many sessions open it at once', async () => {
    const opened = await Promise.all(
      ['gateway-ingress', 'fraud', 'authorization', 'tax-shipping', 'reporting'].map((service) => open(fresh, service)),
    );
    await Promise.all(opened.map(({ log }) => log.close()));
    const { rows } = await superuser.query('SELECT epoch FROM order_log.epochs ORDER BY epoch');
    expect(rows).toEqual([{ epoch: 1 }, { epoch: 2 }]);
  });

  it('shows all that was in it at once, to a reader that begins and to one that goes on', async () => {
    const { log } = await open(fresh, 'reporting');
    expect((await tailFrom(log)).ids).toEqual(before.ids);
    expect((await tailFrom(log, before.halfWay)).ids).toEqual(before.ids.slice(ORDERS));
    expect((await tailFrom(log, before.end)).ids).toEqual([]);
  });

  it('takes orders, and goes on with those it had', async () => {
    const ingress = await open(fresh, 'gateway-ingress');
    const fraud = await open(fresh, 'fraud');
    const orders = await Promise.all(Array.from({ length: 400 }, () => appended(ingress.log, placement())));
    const assessed = await Promise.all(
      placed.slice(0, 100).map((cause) => fraud.log.startStream(cause, [newEvent('FraudAssessed', { decision: 'accept' })])),
    );
    const [first] = placed;
    const capture = newEvent('CaptureRequested', { amount: { minor: 1n, currency: 'USD' } });
    const captured = await ingress.log.decide(
      orderTarget(first?.header.subject.id ?? ''),
      { ...causeOf(first as RecordedEvent), id: v7(), hash: '' },
      () => [capture],
    );
    expect(only(captured).header.version).toBe(2);
    expect((await ingress.log.append(placement({ idempotencyRecords: [{ ...taken, id: v7() }] }))).outcome).toBe('key_taken');

    const written = [...orders, ...assessed, captured].flat().map(({ header }) => header.id);
    const { log } = await open(fresh, 'reporting');
    const fromTheEnd = (await tailFrom(log, before.end)).ids;
    expect(fromTheEnd.toSorted()).toEqual(written.toSorted());
    const all = (await tailFrom(log)).ids;
    expect(all.slice(0, before.ids.length)).toEqual(before.ids);
    expect(all.slice(before.ids.length)).toEqual(fromTheEnd);
    expect((await tailFrom(log, before.halfWay)).ids).toEqual(all.slice(ORDERS));
    const { rows } = await superuser.query('SELECT epoch, count(*)::int AS events FROM order_log.events GROUP BY 1 ORDER BY 1');
    expect(rows).toEqual([
      { epoch: 1, events: before.ids.length },
      { epoch: 2, events: written.length },
    ]);
  });

  it('would lose them to readers that compare transaction ids alone', async () => {
    const [, xid, position] = before.end.split('.');
    const { rows } = await superuser.query(
      `SELECT count(*) FILTER (WHERE (xid, position) > ($1::xid8, $2::bigint))::int AS after_cursor,
         count(*) FILTER (WHERE epoch = 1 AND xid < pg_snapshot_xmin(pg_current_snapshot()))::int AS old_ones_visible FROM order_log.events`,
      [xid, position],
    );
    expect(rows).toEqual([{ after_cursor: 0, old_ones_visible: 0 }]);
  });

  it('I7: has published by its relay what an appender left in the epoch before and what one left in this, and only that', async () => {
    const left = await placeAndDie(fresh);
    const relay = await open(fresh, 'authorization', { isRelaying: true });
    await until(() => relay.published.length >= 2);
    await sleep(1_500);
    expect(relay.published.map(({ headerText }) => headerText)).toEqual([leftInOldEpoch.headerText, left.headerText]);
  });

  it('I13: fits together from the first event to the last', async () => {
    expect(await verify({ connectionString: fresh.url })).toMatchObject({ ok: true, checkedEvents: 2 * ORDERS + 1 + 502 });
  });
});
