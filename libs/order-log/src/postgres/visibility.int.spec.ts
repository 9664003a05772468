import { setTimeout as sleep } from 'node:timers/promises';
import { newEvent, type RecordedEvent } from '@tollgate/contracts';
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
