import { setTimeout as sleep } from 'node:timers/promises';
import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import pg from 'pg';
import type { OrderLog } from '../order-log.js';
import { appended, follow, only, placement } from '../testing/append-requests.js';
import { roleOf, startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { openOrderLog } from './postgres-order-log.js';

const SLOW_COMMIT_MS = 600;

let postgres: TestPostgres;
let ingress: OrderLog;
let authorization: OrderLog;
let delivery: OrderLog;

const open = (service: string): Promise<OrderLog> =>
  openOrderLog({ connectionString: postgres.urlFor(roleOf(service)), service, publish: async () => undefined });

/** From now on a revocation takes its position at once, and is committed later. */
const slowRevocations = async (): Promise<void> => {
  const superuser = new pg.Client({ connectionString: postgres.url });
  await superuser.connect();
  await superuser.query(`
    CREATE FUNCTION sleep_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(${SLOW_COMMIT_MS / 1_000}); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER slow_revocation AFTER INSERT ON order_log.events DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW WHEN (NEW.type = 'DownloadAccessRevoked') EXECUTE FUNCTION sleep_at_commit()`);
  await superuser.end();
};

beforeAll(async () => {
  postgres = await startLogDatabase();
  [ingress, authorization, delivery] = (await Promise.all(['gateway-ingress', 'authorization', 'esd-delivery'].map(open))) as [
    OrderLog,
    OrderLog,
    OrderLog,
  ];
  await slowRevocations();
});
afterAll(async () => {
  await Promise.all([ingress, authorization, delivery].map((log) => log?.close()));
  await postgres?.stop();
});

const place = async (): Promise<RecordedEvent> => only(await appended(ingress, placement()));
const revoke = (order: RecordedEvent) => delivery.append(follow(order, [newEvent('DownloadAccessRevoked', {})]));
const refund = (order: RecordedEvent) => authorization.append(follow(order, [newEvent('PaymentRefunded', {})]));
const typesOf = async ({ header }: RecordedEvent): Promise<readonly string[]> =>
  (await ingress.read(header.subject.id)).map(({ type }) => type);

describe('an event that took its position and is committed late', () => {
  it('I6: is seen by whoever sees a later one: a repeated refund is answered like the first', async () => {
    const order = await place();
    const revoking = revoke(order);
    await sleep(SLOW_COMMIT_MS / 4);
    await refund(order);
    const first = await typesOf(order);
    await revoking;
    expect(first).toEqual(['OrderPlaced', 'DownloadAccessRevoked', 'PaymentRefunded']);
    expect(await typesOf(order)).toEqual(first);
  });

  it('does not keep other orders waiting', async () => {
    const [slow, other] = [await place(), await place()];
    let isRevoked = false;
    const revoking = revoke(slow).then(() => {
      isRevoked = true;
    });
    await sleep(SLOW_COMMIT_MS / 4);
    await refund(other);
    expect(isRevoked).toBe(false);
    await revoking;
  });
});

describe('an order that somebody holds and does not let go of', () => {
  it('keeps nobody waiting but whoever appends to it, and is appended to afterwards', async () => {
    const [held, ...others] = await Promise.all(Array.from({ length: 20 }, place));
    const holder = new pg.Client({ connectionString: postgres.url });
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [held?.header.subject.id]);
    const refused = expect(refund(held as RecordedEvent)).rejects.toThrow(TransientError);
    const appended = await Promise.all(others.map(refund)); // one batch with it
    expect(appended.every(({ outcome }) => outcome === 'appended')).toBe(true);
    await refused;
    await holder.end();
    await refund(held as RecordedEvent);
    expect(await typesOf(held as RecordedEvent)).toEqual(['OrderPlaced', 'PaymentRefunded']);
  });
});

describe('a server with hardly any room for locks', () => {
  it('takes the orders of a batch one by one', async () => {
    const hog = new pg.Client({ connectionString: postgres.url });
    await hog.connect();
    // Locks of a session outlast the statement that fails for want of room.
    await expect(hog.query('SELECT pg_advisory_lock(n) FROM generate_series(1, 1000000) AS n')).rejects.toMatchObject({
      code: '53200',
    });
    await hog.query('SELECT pg_advisory_unlock(n) FROM generate_series(1, 40) AS n');
    const results = await Promise.all(Array.from({ length: 250 }, () => ingress.append(placement())));
    await hog.end();
    expect(results.filter(({ outcome }) => outcome === 'appended')).toHaveLength(250);
  });
});
