import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { fold, statusOf } from '@tollgate/order';
import { noHash, openOrderLog } from '@tollgate/order-log';
import { dueWorkTableSql } from '@tollgate/postgres';
import { eventually, startPostgres, type TestPostgres } from '@tollgate/testing';
import pg from 'pg';
import { audit } from '../commands/audit.js';
import { seedCommand } from '../commands/seed.js';
import { verifyLog } from '../commands/verify.js';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-seed-'));
const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const wish = { orders: '300', seed: '7', mode: 'test', until: '2026-11-20' };
const environment = { ...process.env };

let postgres: TestPostgres;
let db: pg.Client;
let printed: string[];

/** What a stack leaves for whoever uses it, and what its services make for themselves. */
const prepareStack = async (): Promise<void> => {
  mkdirSync(join(folder, 'secrets'));
  writeFileSync(join(folder, 'secrets/lookup-hmac.key'), key(1));
  writeFileSync(join(folder, 'secrets/key-encryption.key'), key(2));
  writeFileSync(join(folder, 'mail.jsonl'), '');
  writeFileSync(join(folder, 'acquirer.jsonl'), '');
  const demo = {
    postgresUrl: postgres.url,
    merchantId: 'mer_demo',
    mailJournal: join(folder, 'mail.jsonl'),
    acquirerJournal: join(folder, 'acquirer.jsonl'),
  };
  writeFileSync(join(folder, 'demo.json'), JSON.stringify(demo));
  process.env.TOLLGATE_DATA = folder;
  delete process.env.TOLLGATE_POSTGRES_URL;
  await db.query(
    `CREATE TABLE gateway_ingress.merchants (id text PRIMARY KEY); INSERT INTO gateway_ingress.merchants VALUES ('mer_demo');`,
  );
  for (const schema of ['authorization', 'fraud'])
    await db.query(`${dueWorkTableSql(schema)} ALTER TABLE "${schema}".due_work OWNER TO "${schema}";`);
};

const count = async (from: string): Promise<number> =>
  Number((await db.query<{ count: string }>(`SELECT count(*) FROM ${from}`)).rows[0]?.count);

beforeAll(async () => {
  postgres = await startPostgres();
  db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  await prepareStack();
  printed = [];
  const { log } = console;
  console.log = (text: string) => printed.push(text);
  try {
    expect(await seedCommand(wish)).toBe(0);
  } finally {
    console.log = log;
  }
});

afterAll(async () => {
  process.env = environment;
  await db?.end();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a seeded year', () => {
  it('is in the log, and its summary says so', async () => {
    expect(await count("order_log.events WHERE type IN ('OrderPlaced', 'CreditPlaced')")).toBe(300);
    expect(await count('order_log.order_key')).toBe(300);
    expect(printed[0]).toContain(`300 orders, ${(await count('order_log.events')).toLocaleString('en-US')} events`);
  });

  it('I13: verifies', async () => {
    const { firstBad, checkedSubjects } = await verifyLog(postgres.url);
    expect([firstBad, checkedSubjects]).toEqual([undefined, 300]);
  });

  it('I2: folds, order by order, to what its status is', async () => {
    const log = await openOrderLog({
      connectionString: postgres.urlFor('reporting'),
      service: 'reporting',
      publish: async () => undefined,
    });
    try {
      const { rows } = await db.query<{ id: string }>("SELECT subject_id AS id FROM order_log.events WHERE type = 'OrderPlaced'");
      const statuses = new Set<string>();
      for (const { id } of rows) {
        const order = fold(await log.read(id));
        statuses.add(order === undefined ? 'none' : statusOf(order));
      }
      expect([statuses.has('approved'), statuses.has('declined'), statuses.has('pending'), statuses.has('none')]).toEqual([
        true,
        true,
        false,
        false,
      ]);
    } finally {
      await log.close();
    }
  });

  it('is clean to the auditor, who says what could not be asked of acquirer and mail server', async () => {
    const said: string[] = [];
    const { log } = console;
    console.log = (text: string) => said.push(text);
    const code = await audit({ only: 'I2,I3,I4,I5,I10,I11,I13' }).finally(() => {
      console.log = log;
    });
    const text = said.join('\n');
    expect([code, text]).toEqual([0, text]);
    expect(text).toContain('– I11');
    expect(text).toContain('300 seeded orders by the log alone');
  });

  it('lies with each service’s own streams and marks, appended under the log’s rules', async () => {
    const { rows } = await db.query<{ service: string; streams: string[]; is_marked: boolean }>(`
      SELECT p.service, array_agg(DISTINCT e.stream) AS streams, bool_and(e.position <= p.published_to) AS is_marked
      FROM order_log.events e JOIN order_log.publisher p ON p.instance = e.appended_by GROUP BY 1 ORDER BY 1`);
    expect(rows).toEqual([
      { service: 'authorization', streams: ['payment'], is_marked: true },
      { service: 'esd_delivery', streams: ['delivery'], is_marked: true },
      { service: 'fraud', streams: ['fraud'], is_marked: true },
      { service: 'gateway_ingress', streams: ['order'], is_marked: true },
      { service: 'notifications', streams: ['notice'], is_marked: true },
      { service: 'tax_shipping', streams: ['pricing'], is_marked: true },
    ]);
  });

  it('is not published by the relay, which goes past it to what is new', async () => {
    const published: RecordedEvent[] = [];
    const connectionString = postgres.urlFor('gateway_ingress');
    const publish = async (event: RecordedEvent): Promise<void> => void published.push(event);
    const log = await openOrderLog({ connectionString, service: 'gateway-ingress', publish });
    try {
      const order = newId();
      await log.append({
        subject: { kind: 'order', id: order },
        merchant: 'mer_demo',
        mode: 'test',
        events: [newEvent('OrderPlaced', { type: 'sale', currency: 'USD' })],
        expectedVersion: 0,
        previousHash: noHash,
        causation: newId(),
        correlation: order,
      });
      const behind = 'order_log.events e, order_log.relay r WHERE (e.epoch, e.xid, e.position) > (r.epoch, r.xid, r.position)';
      await eventually('the relay to have looked at all of it', async () => (await count(behind)) === 0, 20_000);
      expect(new Set(published.map(({ header }) => header.subject.id))).toEqual(new Set([order]));
    } finally {
      await log.close();
    }
  });

  it('is refused a second time, and nothing of it is written twice', async () => {
    const before = await count('order_log.events');
    await expect(seedCommand(wish)).rejects.toThrow('already');
    expect(await count('order_log.events')).toBe(before);
  });

  it('is refused for a merchant that there is not', async () =>
    expect(seedCommand({ ...wish, seed: '8', merchant: 'mer_nobody' })).rejects.toThrow('mer_nobody'));

  it('that ends now leaves what is open to its services, as due work', async () => {
    const { log } = console;
    console.log = () => undefined;
    const today = await seedCommand({ orders: '2000', seed: '9', mode: 'test' }).finally(() => {
      console.log = log;
    });
    expect(today).toBe(0);
    expect(await count(`"authorization".due_work WHERE kind = 'expire' AND due_at > now()`)).toBeGreaterThan(0);
    const events = "SELECT header->'subject'->>'id' AS id FROM order_log.events";
    const unknown = `"authorization".due_work d WHERE d.key NOT IN (${events})`;
    expect(await count(unknown)).toBe(0);
  });
});
