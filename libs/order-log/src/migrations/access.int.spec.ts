import pg from 'pg';
import { v7 } from 'uuid';
import { openOrderLog } from '../postgres/postgres-order-log.js';
import { appended, idempotencyRecordOf, placement } from '../testing/append-requests.js';
import { startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { migrateOrderLog } from './migrations.js';

let postgres: TestPostgres;

/** Runs a statement as a role and answers how it ended: `done`, or the code of the error. */
const tryAs = async (connectionString: string, sql: string): Promise<string> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
    return 'done';
  } catch (error) {
    return (error as pg.DatabaseError).code ?? String(error);
  } finally {
    await client.end();
  }
};

const insufficientPrivilege = '42501';

beforeAll(async () => {
  postgres = await startLogDatabase();
  const connectionString = postgres.urlFor('gateway_ingress');
  const log = await openOrderLog({
    connectionString,
    service: 'gateway-ingress',
    publish: async () => undefined,
    isRelaying: false,
  });
  const orderKey = { customerId: 'c0ffee', wrapped: Buffer.from('k') };
  await appended(log, placement({ orderKey, idempotencyRecords: [idempotencyRecordOf()] }));
  await log.close();
});
afterAll(() => postgres?.stop());

const insertInto = (stream: string, columns = '', values = '') => `INSERT INTO order_log.events
  (subject_id, stream, version, type, causation, header, data, previous_hash, hash, epoch, appended_by${columns})
  VALUES ('${v7()}', '${stream}', 1, 'X', '${v7()}', '{}', '{}', '', '', 1, '${v7()}'${values})`;

describe('the rights on the log', () => {
  const changes = [
    "UPDATE order_log.events SET type = 'PaymentCaptured'",
    'DELETE FROM order_log.events',
    'TRUNCATE order_log.events',
  ];

  it.each(changes)('let no service: %s', async (sql) => {
    for (const role of ['gateway_ingress', 'authorization', 'reporting']) {
      expect(await tryAs(postgres.urlFor(role), sql)).toBe(insufficientPrivilege);
    }
  });

  it.each(changes)('let not even the superuser: %s', async (sql) => {
    expect(await tryAs(postgres.url, sql)).toBe(insufficientPrivilege);
    expect(await tryAs(postgres.url, `SET session_replication_role = replica; ${sql}`)).toBe(insufficientPrivilege);
  });

  it('let a service append to its own streams, all of them, and to no other', async () => {
    expect(await tryAs(postgres.urlFor('fraud'), insertInto('fraud'))).toBe('done');
    expect(await tryAs(postgres.urlFor('fraud'), insertInto('fraud-settings'))).toBe('done');
    expect(await tryAs(postgres.urlFor('tax_shipping'), insertInto('pricing-settings'))).toBe('done');
    expect(await tryAs(postgres.urlFor('fraud'), insertInto('pricing-settings'))).toBe(insufficientPrivilege);
    expect(await tryAs(postgres.urlFor('fraud'), insertInto('a-stream-of-nobody'))).toBe(insufficientPrivilege);
    expect(await tryAs(postgres.urlFor('fraud'), insertInto('payment'))).toBe(insufficientPrivilege);
    expect(await tryAs(postgres.urlFor('reporting'), insertInto('fraud'))).toBe(insufficientPrivilege);
  });

  it('let nobody choose an event’s position, transaction or time of recording', async () => {
    for (const [column, value] of [
      ['position', '1'],
      ['xid', "'1'"],
      ['recorded_at', 'now()'],
    ]) {
      const sql = insertInto('fraud', `, ${column}`, `, ${value}`).replace('VALUES', 'OVERRIDING SYSTEM VALUE VALUES');
      expect(await tryAs(postgres.urlFor('fraud'), sql)).toBe(insufficientPrivilege);
    }
  });

  it('show customers’ keys to ingress and notifications alone, idempotency keys to ingress alone', async () => {
    const read = (role: string, table: string) => tryAs(postgres.urlFor(role), `SELECT * FROM order_log.${table}`);
    expect(await read('gateway_ingress', 'order_key')).toBe('done');
    expect(await read('notifications', 'order_key')).toBe('done');
    expect(await read('fraud', 'order_key')).toBe(insufficientPrivilege);
    expect(await read('reporting', 'order_key')).toBe(insufficientPrivilege);
    expect(await read('gateway_ingress', 'idempotency_records')).toBe('done');
    expect(await read('notifications', 'idempotency_records')).toBe(insufficientPrivilege);
  });

  it('let no service begin an epoch by hand, or write one', async () => {
    expect(await tryAs(postgres.urlFor('fraud'), 'INSERT INTO order_log.epochs VALUES (9, 9)')).toBe(insufficientPrivilege);
    expect(await tryAs(postgres.urlFor('reporting'), 'SELECT order_log.open_epoch()')).toBe('done');
  });

  it('are the same after the migration ran again', async () => {
    expect(await migrateOrderLog(postgres.url)).toEqual([]);
    expect(await tryAs(postgres.urlFor('fraud'), insertInto('payment'))).toBe(insufficientPrivilege);
    expect(await tryAs(postgres.urlFor('fraud'), insertInto('fraud'))).toBe('done');
  });

  it('are a defect of an appender that oversteps them', async () => {
    const connectionString = postgres.urlFor('fraud');
    const log = await openOrderLog({
      connectionString,
      service: 'gateway-ingress',
      publish: async () => undefined,
      isRelaying: false,
    });
    await expect(log.append(placement())).rejects.toThrow('row-level security');
    await log.close();
  });
});
