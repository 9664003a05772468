import { setTimeout as sleep } from 'node:timers/promises';
import { type EventHeader, type NewEvent, newEvent, type RecordedEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import pg from 'pg';
import { v7 } from 'uuid';
import { causeOf, noHash } from '../append/append-request.js';
import { hashOf } from '../append/record.js';
import type { OrderLog } from '../order-log.js';
import { type Effect, EffectRunner } from '../reactions/effect-runner.js';
import { orderTarget } from '../targets.js';
import { appended, placement } from '../testing/append-requests.js';
import { roleOf, startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { verify } from '../verify/verify.js';
import { openOrderLog } from './postgres-order-log.js';

// During an upgrade two releases run side by side: what the later one writes, this one keeps and passes over.

let postgres: TestPostgres;
let superuser: pg.Client;
const logs: OrderLog[] = [];

beforeAll(async () => {
  postgres = await startLogDatabase();
  superuser = new pg.Client({ connectionString: postgres.url });
  await superuser.connect();
});
afterEach(() => Promise.all(logs.splice(0).map((log) => log.close())));
afterAll(async () => {
  await superuser?.end();
  await postgres?.stop();
});

const open = async (service: string, onPublish?: (event: RecordedEvent) => void): Promise<OrderLog> => {
  const publish = async (event: RecordedEvent) => onPublish?.(event);
  const connectionString = postgres.urlFor(roleOf(service));
  const log = await openOrderLog({ connectionString, service, publish, isRelaying: onPublish !== undefined });
  logs.push(log);
  return log;
};

interface Written {
  readonly headerText: string;
  readonly dataText: string;
  readonly hash: string;
}

/** Writes an event as a later release does, after the one before it; its appender dies without publishing it. */
const write = async (before: RecordedEvent, changes: Record<string, unknown>): Promise<Written> => {
  const header = { ...before.header, id: v7(), causation: v7(), ...changes } as EventHeader;
  const headerText = JSON.stringify(header);
  const dataText = '{"wrapping":{"color":"red"},"isSurprise":true}';
  const follows = header.version > 1 || header.causation === before.header.id;
  const previousHash = follows ? before.hash : noHash;
  const hash = hashOf(previousHash, headerText, dataText);
  await superuser.query(
    `INSERT INTO order_log.events (subject_id, stream, version, type, causation, header, data, previous_hash, hash, epoch, appended_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), decode($9, 'hex'), 1, $10)`,
    [
      header.subject.id,
      header.stream,
      header.version,
      header.type,
      header.causation,
      headerText,
      dataText,
      previousHash,
      hash,
      v7(),
    ],
  );
  return { headerText, dataText, hash };
};

/** An order, an event of an unknown type in its stream, one of an unknown stream, and one of an unknown kind of
 *  subject. */
const upgraded = async () => {
  const ingress = await open('gateway-ingress');
  const [placed] = await appended(ingress, placement());
  if (placed === undefined) throw new Error('an order is placed');
  const wrapped = await write(placed, { version: 2, type: 'OrderGiftWrapped' });
  const scored = await write(placed, { stream: 'loyalty', version: 1, type: 'PointsGranted', causation: placed.header.id });
  const plan = await write(placed, { subject: { kind: 'plan', id: v7() }, stream: 'plan', version: 1, type: 'PlanStarted' });
  return { ingress, placed, later: [wrapped, scored, plan] };
};

const until = async (holds: () => boolean): Promise<void> => {
  for (const end = Date.now() + 10_000; !holds(); await sleep(50)) if (Date.now() > end) throw new Error('it did not come about');
};

/** A page of one event each, until the tail stands still. */
const readToTheEnd = async (log: OrderLog): Promise<readonly RecordedEvent[]> => {
  const found: RecordedEvent[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await log.readAll(cursor, 1);
    found.push(...page.events);
    if (page.cursor === cursor) return found;
    cursor = page.cursor;
  }
};

/** A mail as notifications sends it: the order comes with the key of its personal data. */
const mailing = (log: OrderLog, send: () => Promise<NewEvent>): Effect<Order, NewEvent> => ({
  name: 'mail',
  key: 'receipt',
  load: async (target) => {
    const { events, heads } = await log.readWithKey(target.id);
    return { state: (await log.load(target)).state, events, heads };
  },
  progress: () => 'due',
  prepare: async () => ({ intent: [], send }),
  resume: () => Promise.reject(new Error('a mail has no intent')),
  record: (_order, sent) => [sent],
});

describe('an event of a later release', () => {
  it('is passed over by who reads the order, and built on by who appends after it', async () => {
    const { ingress, placed, later } = await upgraded();
    const target = orderTarget(placed.header.subject.id);
    const { events, heads } = await ingress.load(target);
    expect(events).toEqual([placed]);
    expect(heads).toMatchObject({ order: { version: 2, hash: later[0]?.hash }, loyalty: { version: 1 } });
    const capture = newEvent('CaptureRequested', { amount: { minor: 1n, currency: 'USD' } });
    const [captured] = await ingress.decide(target, { ...causeOf(placed), id: v7(), hash: '' }, () => [capture]);
    expect(captured?.header.version).toBe(3);
    expect(captured?.hash).toBe(hashOf(later[0]?.hash ?? '', captured?.headerText ?? '', captured?.dataText ?? ''));
  });

  it('is passed over by the tail, which moves on', async () => {
    const { ingress } = await upgraded();
    const [last] = await appended(ingress, placement());
    const found = await readToTheEnd(ingress);
    expect(found.at(-1)?.header.id).toBe(last?.header.id);
    expect(new Set(found.map(({ type }) => type))).toEqual(new Set(['OrderPlaced', 'CaptureRequested']));
  });

  it('is published by the relay, byte for byte, when its appender died', async () => {
    const { later } = await upgraded();
    const published = new Map<string, RecordedEvent>();
    await open('fraud', (event) => void published.set(event.hash, event));
    await until(() => later.every(({ hash }) => published.has(hash)));
    for (const { headerText, dataText, hash } of later) expect(published.get(hash)).toMatchObject({ headerText, dataText, hash });
  });

  it('counts where a mail is recorded: one that left is not tried again and again because its stream went on', async () => {
    const { placed } = await upgraded();
    const order = placed.header.subject.id;
    const notifications = await open('notifications');
    const [sent] = await notifications.startStream(placed, [newEvent('MailSent', {})]);
    if (sent === undefined) throw new Error('a mail is recorded');
    const pushed = await write(sent, { version: 2, type: 'PushSent' });
    const { events, heads } = await notifications.readWithKey(order);
    expect(events).toEqual([placed, sent]);
    expect(heads).toEqual((await notifications.load(orderTarget(order))).heads);
    expect(heads.notice).toEqual({ version: 2, hash: pushed.hash });
    let sentCount = 0;
    const send = async () => {
      sentCount += 1;
      return newEvent('MailSent', { kind: 'receipt' });
    };
    await new EffectRunner({ log: notifications }).perform(mailing(notifications, send), orderTarget(order), causeOf(sent));
    expect(sentCount).toBe(1);
    const recorded = (await notifications.read(order)).at(-1);
    expect(recorded).toMatchObject({ type: 'MailSent', header: { stream: 'notice', version: 3 } });
  });

  it('I13: is checked like any other', async () => {
    await upgraded();
    expect(await verify({ connectionString: postgres.url })).toMatchObject({ ok: true });
  });
});
