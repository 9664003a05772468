import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventInit } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { usd } from '@tollgate/money';
import { openDatabase, openLog } from '@tollgate/service';
import { orderPriced, startPostgres, type TestPostgres } from '@tollgate/testing';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from '../config.js';
import { type FraudSettings, fraudSettings } from '../settings/fraud-settings.schema.js';
import { assessOrder } from './assess-order.js';
import { type Attempt, AttemptRepository, sessionSettings } from './attempt.repository.js';
import { PurgeAttemptsHandler, purgeText } from './purge-attempts.handler.js';

const log = openLog({ service: 'fraud', level: 'silent' });
let postgres: TestPostgres;
let database: DataSource;
let replicas: readonly [AttemptRepository, AttemptRepository];

const { defaults } = fraudSettings;
const open = () => new AttemptRepository(postgres.urlFor('fraud'));

beforeAll(async () => {
  postgres = await startPostgres({ withOrderLog: false });
  database = await openDatabase({ url: postgres.urlFor('fraud'), service: 'fraud', migrations, log });
  replicas = [open(), open()];
});

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
    {
      total: usd(total),
      screening: { card: randomUUID(), email: randomUUID(), ip: randomUUID(), goods: 'g1', network: '', ...screening },
    },
    { subject: { kind: 'order', id: order }, merchant, occurredAt: at ?? '2026-11-23T12:00:00.000Z' },
  );
const orderOf = (event: ReturnType<typeof priced>): string => event.header.subject.id;

/** As if all orders alike were still on their way. */
const decisionOf = (attempt: Attempt) =>
  assessOrder(
    priced().data,
    { ...attempt, duplicateOf: attempt.alike[0] },
    { document: defaults, version: 0, at: '2026-11-23T12:00:00.000Z' },
  ).data;
const record = (event: ReturnType<typeof priced>, replica = replicas[0], settings: FraudSettings = defaults) =>
  replica.record(event, settings);
const decide = async (event: ReturnType<typeof priced>) => decisionOf(await record(event));
const accepted = (all: readonly Attempt[]): number => all.filter((one) => decisionOf(one).decision === 'accept').length;
const rush = (events: readonly ReturnType<typeof priced>[]) =>
  Promise.all(events.map((event, index) => record(event, index % 2 === 0 ? replicas[0] : replicas[1])));
const many = (count: number, init: (index: number) => Placed) => Array.from({ length: count }, (_, index) => priced(init(index)));

describe('attempts, counted by two replicas at once', () => {
  it('S13: of 200 orders with one card, exactly 5 pass', async () => {
    const card = randomUUID();
    expect(accepted(await rush(many(200, () => ({ screening: { card } }))))).toBe(5);
  });

  it('S13: of 200 orders with one e-mail, exactly 10 pass', async () => {
    const email = randomUUID();
    expect(accepted(await rush(many(200, () => ({ screening: { email } }))))).toBe(10);
  });

  it('O3: 200 buyers with one IP within an hour all pass', async () => {
    const ip = randomUUID();
    expect(accepted(await rush(many(200, () => ({ screening: { ip } }))))).toBe(200);
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

  it('of 50 equal orders at once lets one be the first: it is named to all others, earliest of all', async () => {
    const screening = { card: randomUUID(), email: randomUUID() };
    const events = many(50, () => ({ screening }));
    const answers = await rush(events);
    const firsts = events.filter((_, index) => answers[index]?.alike.length === 0).map(orderOf);
    expect(firsts.length).toBe(1);
    const rest = answers.filter(({ card, alike }) => alike.length > 0 && card < 5);
    expect(rest.length).toBe(4);
    for (const { alike } of rest) expect(alike).toContain(firsts[0]);
  });
});

describe('an attempt', () => {
  it('I9: counts once, however often it comes and wherever, and finds the same counts', async () => {
    const screening = { card: randomUUID() };
    const events = many(4, () => ({ screening }));
    const first = await rush(events);
    expect(first.map(({ card }) => card).toSorted()).toEqual([0, 1, 2, 3]);
    expect(await rush(events.toReversed())).toEqual(first.toReversed());
    expect(await Promise.all(events.flatMap((event) => replicas.map((replica) => record(event, replica))))).toEqual(
      first.flatMap((one) => [one, one]),
    );
  });

  it('of the same batch is counted in the order of arrival', async () => {
    const card = randomUUID();
    const answers = await Promise.all(many(8, () => ({ screening: { card } })).map((event) => record(event)));
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

  it('is alike to one of the minute before, and to none of an earlier time', async () => {
    const screening = { card: randomUUID(), email: randomUUID() };
    const first = priced({ screening, at: '2026-11-23T12:00:00.000Z' });
    const second = priced({ screening, at: '2026-11-23T12:00:59.999Z' });
    expect((await record(first)).alike).toEqual([]);
    expect((await record(second)).alike).toEqual([orderOf(first)]);
    expect((await record(priced({ screening, at: '2026-11-23T12:01:00.000Z' }))).alike).toEqual([orderOf(second)]);
  });

  it('names all that were like it, the earliest first, so that a declined one does not hide a paid one', async () => {
    const screening = { card: randomUUID(), email: randomUUID() };
    const events = many(4, (index) => ({ screening, at: `2026-11-23T12:00:0${index}.000Z` }));
    for (const event of events) await record(event);
    const last = await record(priced({ screening, at: '2026-11-23T12:00:09.000Z' }));
    expect(last.alike).toEqual(events.map(orderOf));
  });

  it('O2: is not alike with other goods, another total, e-mail or card', async () => {
    const screening = { card: randomUUID(), email: randomUUID() };
    const answers = await rush([
      priced({ screening }),
      priced({ screening: { ...screening, goods: 'g2' } }),
      priced({ screening, total: 5427n }),
      priced({ screening: { ...screening, email: randomUUID() } }),
      priced({ screening: { ...screening, card: randomUUID() } }),
    ]);
    expect(answers.flatMap(({ alike }) => alike)).toEqual([]);
  });

  it('is counted within the windows that its own merchant set, also in one batch with others', async () => {
    const card = randomUUID();
    const strict: FraudSettings = {
      ...defaults,
      card: { attempts: 2, windowMinutes: 60, action: 'reject' },
      duplicate: { windowSeconds: 0, action: 'reject' },
    };
    await rush(many(6, () => ({ screening: { card, email: 'same' }, at: '2026-11-23T12:00:00.000Z' })));
    const later = '2026-11-23T12:30:00.000Z';
    const [usual, own] = await Promise.all([
      record(priced({ screening: { card }, at: later })),
      record(priced({ screening: { card, email: 'same' }, at: later }), replicas[0], strict),
    ]);
    expect([usual.card, own.card]).toEqual([0, 2]);
    expect(own.alike).toEqual([]);
  });

  it('I14: of another merchant does not count', async () => {
    const screening = { card: randomUUID(), email: randomUUID(), ip: randomUUID() };
    await rush(many(5, () => ({ screening })));
    expect(await record(priced({ screening, merchant: 'mer_other' }))).toEqual({
      card: 0,
      email: 0,
      ip: 0,
      alike: [],
      listed: [],
    });
  });

  it('O3: without an IP is not counted with others that have none', async () => {
    const answers = await rush(many(60, () => ({ screening: { ip: '' } })));
    expect(answers.filter(({ ip }) => ip > 0)).toEqual([]);
  });

  it('that cannot be taken does not take its neighbors along', async () => {
    const bad = priced({ at: 'yesterday-ish' });
    const results = await Promise.allSettled([priced(), bad, priced()].map((event) => record(event)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((results[1] as PromiseRejectedResult).reason).not.toBeInstanceOf(TransientError);
  });
});

describe('old attempts', () => {
  it('are forgotten once no limit looks at them, younger ones are not', async () => {
    const hourMs = 3_600_000;
    const screening = { card: randomUUID() };
    const agoHours = (hours: number) => priced({ screening, at: new Date(Date.now() - hours * hourMs).toISOString() });
    const [old, young] = [agoHours(26), agoHours(24)];
    await rush([old, young]);
    expect(await new PurgeAttemptsHandler(database, log).purge()).toBeGreaterThanOrEqual(1);
    const left = await database.query('SELECT order_id FROM attempts WHERE order_id = ANY($1)', [[orderOf(old), orderOf(young)]]);
    expect(left).toEqual([{ order_id: orderOf(young) }]);
  });
});

/** What the repository's own session goes by. */
const planning = Object.entries(sessionSettings)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(' ');

/** The plans, as they were carried out, of everything that `work` runs, statements inside of functions too. */
const plansOf = async (work: (client: pg.Client) => Promise<unknown>): Promise<string> => {
  const client = new pg.Client({ connectionString: postgres.url, options: `${planning} -c search_path=fraud` });
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
  '{2026-11-23T12:00:00Z,2026-11-23T12:00:01Z}', '{5,5}', '{10 min,10 min}', '{10,10}', '{1 hour,1 hour}', '{60 s,60 s}', '{30,60}')`;

describe('what counting costs', () => {
  it('does not grow with the table, nor with what a hot key has behind it: every plan goes by an index and stops at the limit', async () => {
    await database.query(`INSERT INTO attempts SELECT gen_random_uuid(), n % 2, n % 2, n % 2, n, '2026-11-23T12:00:00Z', 0, 0, 0, NULL
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
    await expect(record(priced())).rejects.toBeInstanceOf(TransientError);
    await postgres.restart();
    await expect(record(priced())).resolves.toMatchObject({ card: 0 });
  });
});
