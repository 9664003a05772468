import { randomUUID } from 'node:crypto';
import { openDatabase } from '@tollgate/service';
import type { DataSource } from 'typeorm';
import { entities, migrations } from '../../app.module.js';
import { CardRows } from './card-rows.js';
import { OpenReversals, orphansText } from './open-reversals.js';
import { SerialNumbers } from './serial-numbers.js';
import { TerminalLease } from './terminal-lease.js';

interface TestPostgres {
  urlFor(role: string): string;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const place: string = '../../../../../tests/servers.ts';
const silent = { info: () => undefined } as never;

describe("authorization's tables", () => {
  let postgres: TestPostgres;
  let database: DataSource;
  let url: string;

  beforeAll(async () => {
    postgres = await ((await import(place)) as { startPostgres(): Promise<TestPostgres> }).startPostgres();
    url = postgres.urlFor('authorization');
    database = await openDatabase({ url, service: 'authorization', entities, migrations, log: silent });
  }, 60_000);
  afterAll(async () => {
    await database?.destroy();
    await postgres?.stop();
  }, 30_000);

  it('are what the entities say', async () => {
    const drift = await database.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query).filter((query) => !query.includes('parked_events'))).toEqual([]);
  });

  it('keep a hundred cards, and give each back', async () => {
    const cards = new CardRows({ url, synchronousCommit: 'off' });
    const row = (index: number) => ({
      id: randomUUID(),
      merchant: 'mer_demo',
      order: randomUUID(),
      keyId: randomUUID(),
      box: Buffer.from(`box ${index}`),
      hasCvc: index % 2 === 0,
    });
    const rows = Array.from({ length: 100 }, (_, index) => row(index));
    await Promise.all(rows.map((each) => cards.keep(each)));
    for (const { id, keyId, box, hasCvc } of rows) expect(await cards.find(id)).toEqual({ keyId, box, hasCvc });
    expect(await cards.find(randomUUID())).toBeUndefined();
    await cards.close();
  });

  it('find a card by its index', async () => {
    const plan = await database.query('explain select key_id, box, has_cvc from cards where id = $1', [randomUUID()]);
    expect(JSON.stringify(plan)).toContain('Index Scan using cards_pkey');
  });

  it('find what a dead process left open without reading the whole log', async () => {
    const plan = JSON.stringify(await database.query(`explain ${orphansText.replace('$1', "'TG000001'")}`));
    expect(plan).not.toContain('Seq Scan');
    expect(plan).toMatch(/Index (Only )?Scan/);
  });

  it('give every replica a terminal of its own, and the next start the one that became free', async () => {
    const [first, second] = [new TerminalLease(url), new TerminalLease(url)];
    expect([await first.terminalId(), await second.terminalId()]).toEqual(['TG000001', 'TG000002']);
    await first.close();
    const third = new TerminalLease(url);
    expect(await third.terminalId()).toBe('TG000001');
    await Promise.all([second.close(), third.close()]);
  });

  it('keep a terminal over a restart of Postgres', async () => {
    const lease = new TerminalLease(url);
    const before = await lease.terminalId();
    await postgres.restart();
    const after = async (): Promise<string> => lease.terminalId().catch(after);
    expect(await after()).toBe(before);
    await lease.close();
  }, 20_000);

  it('number messages without a repeat among replicas', async () => {
    const replicas = [SerialNumbers.ofSequence(database), SerialNumbers.ofSequence(database)];
    const taken = await Promise.all(replicas.flatMap((serials) => Array.from({ length: 1500 }, () => serials.take())));
    expect(new Set(taken).size).toBe(3000);
  });

  describe('of open reversals', () => {
    const due = async (order: string): Promise<void> => {
      await database.query('update open_reversals set due_at = now() where order_id = $1', [order]);
    };

    it('lease what is due to one replica', async () => {
      const open = new OpenReversals(database);
      const order = randomUUID();
      await open.keep(order, false);
      expect(await open.claim(50)).toEqual([]);
      await due(order);
      const claims = await Promise.all([open.claim(50), open.claim(50)]);
      expect(claims.flat()).toEqual([{ order, isLateApproval: false, attempts: 2 }]);
      await open.postpone(order, 0);
      expect(await open.claim(50)).toMatchObject([{ order, attempts: 3 }]);
      await open.drop(order, false);
      await due(order);
      expect(await open.claim(50)).toEqual([]);
    });

    it('I4: do not forget a late approval that was seen during another attempt', async () => {
      const open = new OpenReversals(database);
      const order = randomUUID();
      await open.keep(order, false);
      await open.keep(order, true);
      await open.drop(order, false);
      await due(order);
      expect(await open.claim(50)).toMatchObject([{ order, isLateApproval: true }]);
      await open.drop(order, true);
    });
  });
});
