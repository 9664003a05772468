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

const rowsOf = async (sql: string): Promise<readonly unknown[]> => {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
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

  it('let a service move its own mark, and no other service’s: the relay passes over what is marked', async () => {
    const [own, others] = [v7(), v7()];
    const mark = (instance: string, service = 'current_user') =>
      `INSERT INTO order_log.publisher (instance, service, published_to) VALUES ('${instance}', ${service}, 1)
       ON CONFLICT (instance) DO UPDATE SET published_to = excluded.published_to + 1, seen_at = excluded.seen_at`;
    expect(await tryAs(postgres.urlFor('fraud'), mark(own))).toBe('done');
    expect(await tryAs(postgres.urlFor('fraud'), mark(own))).toBe('done');
    expect(await tryAs(postgres.urlFor('authorization'), mark(others))).toBe('done');
    expect(await tryAs(postgres.urlFor('fraud'), mark(others))).toBe(insufficientPrivilege);
    expect(await tryAs(postgres.urlFor('fraud'), mark(v7(), "'authorization'"))).toBe(insufficientPrivilege);
    expect(await tryAs(postgres.urlFor('fraud'), `UPDATE order_log.publisher SET service = 'authorization'`)).toBe(
      insufficientPrivilege,
    );
    await tryAs(postgres.urlFor('fraud'), 'UPDATE order_log.publisher SET published_to = 999');
    expect(
      await rowsOf(`SELECT service, published_to FROM order_log.publisher WHERE instance IN ('${own}', '${others}') ORDER BY 1`),
    ).toEqual([
      { service: 'authorization', published_to: '1' },
      { service: 'fraud', published_to: '999' },
    ]);
    expect(await tryAs(postgres.urlFor('fraud'), 'SELECT published_to FROM order_log.publisher')).toBe('done');
    expect(await tryAs(postgres.urlFor('reporting'), mark(v7()))).toBe(insufficientPrivilege);
    expect(await tryAs(postgres.urlFor('fraud'), 'DELETE FROM order_log.publisher')).toBe(insufficientPrivilege);
  });

  it('let an appender move the relay forward as far as all is decided, neither back nor further, and add none', async () => {
    const move = (to: string, role = 'fraud') => tryAs(postgres.urlFor(role), `UPDATE order_log.relay SET ${to}`);
    expect(await move(`epoch = 1, xid = pg_snapshot_xmin(pg_current_snapshot()), position = 0`)).toBe('done');
    expect(await move(`xid = '1'`)).toBe(insufficientPrivilege);
    expect(await move(`xid = '999999999'`)).toBe(insufficientPrivilege);
    expect(await move('epoch = 2')).toBe(insufficientPrivilege);
    expect(await move('is_the_one = true')).toBe(insufficientPrivilege);
    expect(await move('position = position', 'reporting')).toBe(insufficientPrivilege);
    for (const sql of [
      'DELETE FROM order_log.relay',
      'TRUNCATE order_log.relay',
      `INSERT INTO order_log.relay VALUES (false, 1, '1', 1)`,
    ])
      expect(await tryAs(postgres.urlFor('fraud'), sql)).toBe(insufficientPrivilege);
  });

  it('let an appender keep the ledger of the bus, and add or remove no row of it', async () => {
    expect(await tryAs(postgres.urlFor('fraud'), `UPDATE order_log.bus SET state = NULL, swept_to = NULL`)).toBe('done');
    for (const sql of ['UPDATE order_log.bus SET is_the_one = true', 'INSERT INTO order_log.bus (is_the_one) VALUES (true)'])
      expect(await tryAs(postgres.urlFor('fraud'), sql)).toBe(insufficientPrivilege);
    expect(await tryAs(postgres.urlFor('reporting'), 'SELECT * FROM order_log.bus')).toBe(insufficientPrivilege);
  });

  it.each(['order_key', 'idempotency_records', 'publisher', 'relay', 'bus', 'epochs', 'migrations'])(
    'let no service take anything out of %s',
    async (table) => {
      for (const role of ['gateway_ingress', 'notifications', 'reporting'])
        for (const sql of [`DELETE FROM order_log.${table}`, `TRUNCATE order_log.${table}`])
          expect([role, sql, await tryAs(postgres.urlFor(role), sql)]).toEqual([role, sql, insufficientPrivilege]);
    },
  );

  it('let nobody rewrite what a key was used for, or whose an order’s key is', async () => {
    for (const sql of [
      `UPDATE order_log.idempotency_records SET answer = '{}'`,
      `UPDATE order_log.order_key SET wrapped = ''`,
      `INSERT INTO order_log.order_key VALUES ('${v7()}', '', '')`,
    ])
      expect([sql, await tryAs(postgres.urlFor('notifications'), sql)]).toEqual([sql, insufficientPrivilege]);
    for (const sql of [`UPDATE order_log.idempotency_records SET answer = '{}'`, `UPDATE order_log.order_key SET wrapped = ''`])
      expect([sql, await tryAs(postgres.urlFor('gateway_ingress'), sql)]).toEqual([sql, insufficientPrivilege]);
  });

  it('let nobody delete a customer’s key but as an event of the log says, and no service but ingress', async () => {
    const forget = `SELECT order_log.forget_as_recorded('${v7()}', 1)`;
    for (const role of ['notifications', 'fraud', 'reporting'])
      expect(await tryAs(postgres.urlFor(role), forget)).toBe(insufficientPrivilege);
    const before = await rowsOf('SELECT * FROM order_log.order_key');
    expect(await tryAs(postgres.urlFor('gateway_ingress'), forget)).toBe('done');
    expect(before).toHaveLength(1);
    expect(await rowsOf('SELECT * FROM order_log.order_key')).toEqual(before);
  });

  it('let a reader read, and nothing else', async () => {
    const reporting = postgres.urlFor('reporting');
    expect(await tryAs(reporting, 'SELECT count(*) FROM order_log.events')).toBe('done');
    for (const sql of [
      'SELECT * FROM order_log.publisher',
      'SELECT * FROM order_log.relay',
      'SELECT last_value FROM order_log.events_position_seq',
      `SELECT order_log.append(1, '${v7()}', '{}', '', NULL, NULL, NULL)`,
      `SELECT order_log.lock_subjects('{}')`,
      'CREATE TABLE order_log.mine ()',
    ])
      expect([sql, await tryAs(reporting, sql)]).toEqual([sql, insufficientPrivilege]);
  });

  it('let no appender set the sequence of positions, or take idempotency keys but ingress', async () => {
    expect(await tryAs(postgres.urlFor('fraud'), `SELECT setval('order_log.events_position_seq', 1)`)).toBe(
      insufficientPrivilege,
    );
    expect(await tryAs(postgres.urlFor('fraud'), `SELECT order_log.take_idempotency_keys('')`)).toBe(insufficientPrivilege);
  });

  it('take back what an earlier release granted', async () => {
    expect(await tryAs(postgres.url, 'GRANT ALL ON order_log.relay, order_log.publisher TO fraud')).toBe('done');
    expect(await tryAs(postgres.urlFor('fraud'), 'DELETE FROM order_log.relay WHERE false')).toBe('done');
    await migrateOrderLog(postgres.url);
    expect(await tryAs(postgres.urlFor('fraud'), 'DELETE FROM order_log.relay WHERE false')).toBe(insufficientPrivilege);
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
