import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventInit } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { usd } from '@tollgate/money';
import { orderPriced } from '@tollgate/order';
import { openDatabase, openLog } from '@tollgate/service';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { defaultLimits } from '../../data/default-limits.js';
import { assessOrder, type Precedents } from '../../domain/assess-order.js';
import { startPostgres, type TestPostgres } from '../testing/servers.js';
import { Attempts, session } from './attempts.js';
import { AttemptsPurge, purgeText } from './attempts-purge.js';
import { migrations } from './migrations.js';

const log = openLog({ service: 'fraud', level: 'silent' });
let postgres: TestPostgres;
let database: DataSource;
let replicas: readonly [Attempts, Attempts];

const open = () => new Attempts({ connectionString: postgres.urlFor('fraud'), limits: defaultLimits });

beforeAll(async () => {
  postgres = await startPostgres({ withOrderLog: false });
  database = await openDatabase({ url: postgres.urlFor('fraud'), service: 'fraud', migrations, log });
  replicas = [open(), open()];
}, 60_000);

afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await database.destroy();
  await postgres.stop();
});

interface Placed {
  readonly order?: string;
  readonly merchant?: string;
  readonly at?: string;
  readonly total?: bigint;
  readonly screening?: EventInit<'OrderPriced'>['screening'];
}

/** An order of its own card, e-mail and IP unless told otherwise. */
const priced = ({ order = randomUUID(), merchant = 'mer_demo', at, total = 5426n, screening = {} }: Placed = {}) =>
  orderPriced(
    { total: usd(total), screening: { card: randomUUID(), email: randomUUID(), ip: randomUUID(), network: '', ...screening } },
    { order, merchant, occurredAt: at ?? '2026-11-23T12:00:00.000Z' },
  );

const decisionOf = (precedents: Precedents) => assessOrder(priced().data, precedents, defaultLimits).data;
const decide = async (event: ReturnType<typeof priced>, replica = replicas[0]) => decisionOf(await replica.record(event));
const accepted = (all: readonly Precedents[]): number => all.filter((one) => decisionOf(one).decision === 'accept').length;
const rush = (events: readonly ReturnType<typeof priced>[]) =>
  Promise.all(events.map((event, index) => (index % 2 === 0 ? replicas[0] : replicas[1]).record(event)));
const many = (count: number, init: (index: number) => Placed) => Array.from({ length: count }, (_, index) => priced(init(index)));

describe('attempts, counted by two replicas at once', () => {
  it('S13: of 200 orders with one card, exactly 5 pass', async () => {
    const card = randomUUID();
    expect(accepted(await rush(many(200, () => ({ screening: { card } }))))).toBe(5);
  });

  it('S13: of 200 orders with one e-mail, exactly 10 pass; with one IP, exactly 30', async () => {
    const [email, ip] = [randomUUID(), randomUUID()];
    expect(accepted(await rush(many(200, () => ({ screening: { email } }))))).toBe(10);
    expect(accepted(await rush(many(200, () => ({ screening: { ip } }))))).toBe(30);
  });

  it('S13: cards, e-mails and IPs shared crosswise keep each to its limit, and nobody waits for ever', async () => {
    const [cards, emails, ips] = [3, 3, 3].map((count) => Array.from({ length: count }, () => randomUUID()));
    const events = many(300, (index) => ({
      total: BigInt(index),
      screening: { card: cards?.[index % 3] ?? '', email: emails?.[(index >> 1) % 3] ?? '', ip: ips?.[(index >> 2) % 3] ?? '' },
    }));
    const answers = await rush(events);
    for (const card of cards ?? []) {
      const ofCard = answers.filter((_, index) => events[index]?.data.screening?.card === card);
      expect(accepted(ofCard)).toBeLessThanOrEqual(5);
    }
    expect(accepted(answers)).toBeGreaterThanOrEqual(5);
  });

  it('lets 400 orders pass that have nothing in common', async () => {
    expect(accepted(await rush(many(400, () => ({}))))).toBe(400);
  });

  it('of 50 equal orders at once lets one pass and names it to the others', async () => {
    const screening = { card: randomUUID(), email: randomUUID() };
    const events = many(50, () => ({ screening }));
    const answers = await rush(events);
    const firsts = events.filter((_, index) => answers[index]?.duplicateOf === undefined);
    expect(firsts.length).toBe(1);
    const named = new Set(answers.map(({ duplicateOf }) => duplicateOf).filter((order) => order !== undefined));
    expect([...named]).toEqual([firsts[0]?.header.order]);
  });
});

describe('an attempt', () => {
  it('I9: counts once, however often it comes and wherever, and finds the same counts', async () => {
    const screening = { card: randomUUID() };
    const events = many(4, () => ({ screening }));
    const first = await rush(events);
    expect(first.map(({ card }) => card).toSorted()).toEqual([0, 1, 2, 3]);
    expect(await rush(events.toReversed())).toEqual(first.toReversed());
    expect(await Promise.all(events.flatMap((event) => replicas.map((replica) => replica.record(event))))).toEqual(
      first.flatMap((one) => [one, one]),
    );
  });

  it('of the same batch is counted in the order of arrival', async () => {
    const card = randomUUID();
    const answers = await Promise.all(many(8, () => ({ screening: { card } })).map((event) => replicas[0].record(event)));
    expect(answers.map((one) => one.card)).toEqual([0, 1, 2, 3, 4, 5, 5, 5]);
  });

  it('is forgotten by a limit once its window is over', async () => {
    const screening = { card: randomUUID() };
    await rush(many(5, () => ({ screening, at: '2026-11-23T12:00:00.000Z' })));
    expect(await decide(priced({ screening, at: '2026-11-23T12:09:59.999Z' }))).toMatchObject({ reasons: ['card_velocity'] });
    expect(await decide(priced({ screening, at: '2026-11-23T12:10:00.000Z' }))).toMatchObject({ decision: 'accept' });
  });

  it('is judged by when it was made, not by when it was looked at: what waited in a queue is no rush', async () => {
    const screening = { email: randomUUID() };
    const minutes = many(30, (index) => ({ screening, at: new Date(Date.UTC(2026, 10, 23, 0, 10 * index)).toISOString() }));
    expect(accepted(await rush(minutes))).toBe(30);
  });

  it('is a duplicate for a minute after the first, and a repetition does not make that longer', async () => {
    const screening = { card: randomUUID(), email: randomUUID() };
    const first = priced({ screening, at: '2026-11-23T12:00:00.000Z' });
    expect(await decide(first)).toMatchObject({ decision: 'accept' });
    expect(await decide(priced({ screening, at: '2026-11-23T12:00:59.999Z' }))).toMatchObject({
      reasons: ['duplicate_order'],
      duplicateOf: first.header.order,
    });
    expect(await decide(priced({ screening, at: '2026-11-23T12:01:00.000Z' }))).toMatchObject({ decision: 'accept' });
  });

  it('is no duplicate with another total, e-mail or card', async () => {
    const screening = { card: randomUUID(), email: randomUUID() };
    const answers = await rush([
      priced({ screening }),
      priced({ screening, total: 5427n }),
      priced({ screening: { ...screening, email: randomUUID() } }),
      priced({ screening: { ...screening, card: randomUUID() } }),
    ]);
    expect(answers.filter(({ duplicateOf }) => duplicateOf !== undefined)).toEqual([]);
  });

  it('I14: of another merchant does not count', async () => {
    const screening = { card: randomUUID(), email: randomUUID(), ip: randomUUID() };
    await rush(many(5, () => ({ screening })));
    expect(await decide(priced({ screening, merchant: 'mer_other' }))).toMatchObject({ decision: 'accept', score: 0 });
  });

  it('without an IP is not counted with others that have none', async () => {
    expect(accepted(await rush(many(60, () => ({ screening: { ip: '' } }))))).toBe(60);
  });

  it('that cannot be taken does not take its neighbors along', async () => {
    const bad = priced({ at: 'yesterday-ish' });
    const results = await Promise.allSettled([priced(), bad, priced()].map((event) => replicas[0].record(event)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((results[1] as PromiseRejectedResult).reason).not.toBeInstanceOf(TransientError);
  });
});

describe('old attempts', () => {
  it('are forgotten after a day, younger ones are not', async () => {
    const hourMs = 3_600_000;
    const screening = { card: randomUUID() };
    const agoHours = (hours: number) => priced({ screening, at: new Date(Date.now() - hours * hourMs).toISOString() });
    const [old, young] = [agoHours(25), agoHours(23)];
    await rush([old, young]);
    expect(await new AttemptsPurge(database, log).purge()).toBeGreaterThanOrEqual(1);
    const left = await database.query('SELECT order_id FROM attempts WHERE order_id = ANY($1)', [
      [old.header.order, young.header.order],
    ]);
    expect(left).toEqual([{ order_id: young.header.order }]);
  });
});

/** The plans, as they were carried out, of everything that `work` runs, statements inside of functions too. */
const plansOf = async (work: (client: pg.Client) => Promise<unknown>): Promise<string> => {
  const client = new pg.Client({ connectionString: postgres.url, options: `${session} -c search_path=fraud` });
  const plans: string[] = [];
  client.on('notice', ({ message }) => plans.push(message ?? ''));
  await client.connect();
  await client.query("LOAD 'auto_explain'");
  const settings = [
    'log_nested_statements = on',
    'log_level = notice',
    'log_analyze = on',
    'log_timing = off',
    'log_min_duration = 0',
  ];
  for (const setting of settings) await client.query(`SET auto_explain.${setting}`);
  await work(client);
  await client.end();
  return plans.join('\n');
};

const twoAttempts = `SELECT * FROM record_attempts(ARRAY[gen_random_uuid(), gen_random_uuid()], '{1,2}', '{1,2}', '{1,2}', '{1,2}',
  '{2026-11-23T12:00:00Z,2026-11-23T12:00:01Z}', 5, '10 min', 10, '1 hour', 30, '1 hour', '1 min')`;

describe('what counting costs', () => {
  it('does not grow with the table, nor with what a hot key has behind it: every plan goes by an index and stops at the limit', async () => {
    await database.query(`INSERT INTO attempts SELECT gen_random_uuid(), n % 2, n % 2, n % 2, n, '2026-11-23T12:00:00Z', 0, 0, 0
      FROM generate_series(1, 5000) AS n`);
    const plan = await plansOf((client) => client.query(twoAttempts));
    for (const index of ['attempts_card', 'attempts_email', 'attempts_ip']) {
      expect(plan).toMatch(new RegExp(`Index (Only )?Scan (Backward )?using ${index} `));
    }
    expect(plan).not.toMatch(/Seq Scan|Bitmap/);
    const rowCounts = [...plan.matchAll(/actual rows=([\d.]+)/g)].map(([, count]) => Number(count));
    expect(rowCounts.length).toBeGreaterThan(10);
    expect(Math.max(...rowCounts)).toBeLessThanOrEqual(50);
  });

  it('holds for a redelivery and for forgetting, too', async () => {
    const order = randomUUID();
    const again = twoAttempts.replaceAll('gen_random_uuid()', `'${order}'::uuid`);
    const plan = await plansOf(async (client) => {
      await client.query(again);
      await client.query(purgeText);
    });
    expect(plan).toMatch(/Index Scan using attempts_order/);
    expect(plan).toMatch(/Index Scan using attempts_age/);
    expect(plan).not.toMatch(/Seq Scan|Bitmap/);
  });
});

describe('while Postgres is away', () => {
  it('counting is a TransientError, and goes on by itself when it is back', async () => {
    await postgres.kill();
    await sleep(300);
    await expect(replicas[0].record(priced())).rejects.toBeInstanceOf(TransientError);
    await postgres.restart();
    await expect(replicas[0].record(priced())).resolves.toMatchObject({ card: 0 });
  }, 30_000);
});
