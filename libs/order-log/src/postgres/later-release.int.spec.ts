import { setTimeout as sleep } from 'node:timers/promises';
import { type EventHeader, newEvent, type RecordedEvent } from '@tollgate/contracts';
import pg from 'pg';
import { v7 } from 'uuid';
import { causeOf, noHash } from '../append-request.js';
import type { OrderLog } from '../order-log.js';
import { hashOf } from '../record.js';
import { orderTarget } from '../targets.js';
import { appended, placement } from '../testing/append-requests.js';
import { roleOf, startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { verify } from '../verify.js';
import { openOrderLog } from './postgres-order-log.js';

// During an upgrade two releases run side by side: what the later one writes, this one keeps and passes over.

let postgres: TestPostgres;
let superuser: pg.Client;
const logs: OrderLog[] = [];

beforeAll(async () => {
  postgres = await startLogDatabase();
  superuser = new pg.Client({ connectionString: postgres.url });
  await superuser.connect();
}, 60_000);
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
  }, 20_000);

  it('I13: is checked like any other', async () => {
    await upgraded();
    expect(await verify({ connectionString: postgres.url })).toMatchObject({ ok: true });
  });
});
