import { randomUUID } from 'node:crypto';
import { openDatabase, openLog } from '@tollgate/service';
import { orderPriced, startPostgres, type TestPostgres } from '@tollgate/testing';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { AttemptRepository, recordText, sessionSettings } from '../assess/attempt.repository.js';
import { PurgeAttemptsHandler } from '../assess/purge-attempts.handler.js';
import { migrations } from '../config.js';
import { fraudSettings } from '../settings/fraud-settings.schema.js';
import { ListEntriesRepository } from './list-entries.repository.js';
import type { ListEntry } from './list-entry.js';
import { listKinds } from './list-kinds.data.js';

const log = openLog({ service: 'fraud', level: 'silent' });
let postgres: TestPostgres;
let database: DataSource;
let attempts: AttemptRepository;
let lists: ListEntriesRepository;

beforeAll(async () => {
  postgres = await startPostgres({ withOrderLog: false });
  database = await openDatabase({ url: postgres.urlFor('fraud'), service: 'fraud', migrations, log });
  attempts = new AttemptRepository(postgres.urlFor('fraud'));
  lists = new ListEntriesRepository(database);
});
afterAll(async () => {
  await attempts.close();
  await database.destroy();
  await postgres.stop();
});

const entry = (init: Partial<ListEntry>): ListEntry => ({
  id: randomUUID(),
  merchant: 'mer_demo',
  mode: 'test',
  list: 'block',
  kind: 'card',
  name: randomUUID(),
  label: '',
  reason: '',
  order: '',
  addedAt: '2026-11-23T12:00:00.000Z',
  addedBy: '',
  expiresAt: '',
  ...init,
});
const put = async (init: Partial<ListEntry>, version = 1, isListed = true): Promise<ListEntry> => {
  const listed = entry(init);
  await lists.put({ entry: listed, version, isListed });
  return listed;
};
const listedOf = async (screening: object) => {
  const priced = orderPriced({ screening: { goods: 'g', ...screening } }, { subject: { kind: 'order', id: randomUUID() } });
  return (await attempts.record(priced, fraudSettings.defaults)).listed;
};

describe('what an order is known by', () => {
  it('is found for each order of a batch by itself', async () => {
    const cards = Array.from({ length: 40 }, () => randomUUID());
    const entries = await Promise.all(cards.map((name, index) => (index % 2 === 0 ? put({ name }) : undefined)));
    const found = await Promise.all(cards.map((card) => listedOf({ card })));
    expect(found.map((matches) => matches.map(({ id }) => id))).toEqual(
      entries.map((one) => (one === undefined ? [] : [one.id])),
    );
  });

  it.each([0, 200])('is found for an order of %i skus', async (count) => {
    const skus = Array.from({ length: count }, (_, index) => `SKU-${index}`);
    const card = await put({});
    expect(await listedOf({ card: card.name, skus })).toEqual([{ list: 'block', kind: 'card', id: card.id }]);
  });

  it('is nothing for an order that has nothing that could be listed', async () => {
    const bare = orderPriced({ screening: {} }, { subject: { kind: 'order', id: randomUUID() } });
    expect((await attempts.record(bare, fraudSettings.defaults)).listed).toEqual([]);
  });

  it('expires by when the order was priced: what waited in a queue is judged as it came', async () => {
    const { name: card } = await put({ expiresAt: '2026-11-23T12:00:00.001Z' });
    const { name: email } = await put({ kind: 'email', expiresAt: '2026-11-23T12:00:00.000Z' });
    expect((await listedOf({ card, email })).map(({ kind }) => kind)).toEqual(['card']);
  });

  it('is what the newest version says, in whatever order versions come', async () => {
    const { id, name } = await put({}, 3, false);
    await lists.put({ entry: entry({ id, name }), version: 2, isListed: true });
    expect(await listedOf({ card: name })).toEqual([]);
    await lists.put({ entry: entry({ id, name }), version: 4, isListed: true });
    expect((await listedOf({ card: name })).length).toBe(1);
  });

  it('is forgotten a day after it expired, and no earlier', async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const [old, young] = [await put({ expiresAt: hoursAgo(26) }), await put({ expiresAt: hoursAgo(24) })];
    await new PurgeAttemptsHandler(database, log).purge();
    const left = await database.query('SELECT id FROM list_entries WHERE id = ANY($1)', [[old.id, young.id]]);
    expect(left).toEqual([{ id: young.id }]);
  });
});

describe('what looking it up costs', () => {
  it('does not grow with the lists: one index, and as many of its rows as match', async () => {
    await database.query(`INSERT INTO list_entries SELECT gen_random_uuid(), n, 'mer_demo', 'test', 'block', 'card', '', '', NULL, now(), '', NULL, true, 1
      FROM generate_series(1, 20000) AS n`);
    const options = Object.entries(sessionSettings).map(([name, value]) => `-c ${name}=${value}`);
    const client = new pg.Client({ connectionString: postgres.url, options: [...options, '-c search_path=fraud'].join(' ') });
    await client.connect();
    await client.query(
      `PREPARE record (uuid[], bigint[], bigint[], bigint[], bigint[], timestamptz[], int[], interval[], int[], interval[], interval[], int[], text[]) AS ${recordText}`,
    );
    const keys = listKinds.map((_, index) => index * 1_000 + 1).join(',');
    const { rows } =
      await client.query(`EXPLAIN (ANALYZE, TIMING off) EXECUTE record (ARRAY[gen_random_uuid(), gen_random_uuid()], '{1,2}', '{1,2}', '{1,2}',
      '{1,2}', '{2026-11-23T12:00:00Z,2026-11-23T12:00:01Z}', '{5,5}', '{10 min,10 min}', '{10,10}', '{1 hour,1 hour}', '{60 s,60 s}', '{30,60}',
      '{"{${keys}}","{}"}')`);
    await client.end();
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index Scan using list_entries_key /);
    expect(plan).not.toMatch(/Seq Scan|Bitmap/);
    const rowCounts = [...plan.matchAll(/actual rows=([\d.]+)/g)].map(([, count]) => Number(count));
    expect(Math.max(...rowCounts)).toBeLessThanOrEqual(listKinds.length);
  });
});
