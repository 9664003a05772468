import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import pg from 'pg';
import { v7 } from 'uuid';
import type { OrderLog } from '../order-log.js';
import { openOrderLog } from '../postgres/postgres-order-log.js';
import { settingsTarget } from '../targets.js';
import { appended, placement } from '../testing/append-requests.js';
import { roleOf, startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { verify } from './verify.js';

let postgres: TestPostgres;
let superuser: pg.Client;
const logs = new Map<string, OrderLog>();

/** The order that is tampered with: seven events of five streams. */
let victim: readonly RecordedEvent[];

const open = async (service: string): Promise<OrderLog> => {
  const connectionString = postgres.urlFor(roleOf(service));
  const log = await openOrderLog({ connectionString, service, publish: async () => undefined, isRelaying: false });
  logs.set(service, log);
  return log;
};

const sellOne = async (): Promise<readonly RecordedEvent[]> => {
  const [placed] = await appended(logs.get('gateway-ingress') as OrderLog, placement());
  const [priced] = await (logs.get('tax-shipping') as OrderLog).startStream(placed as RecordedEvent, [
    newEvent('OrderPriced', {}),
  ]);
  const [assessed] = await (logs.get('fraud') as OrderLog).startStream(priced as RecordedEvent, [
    newEvent('FraudAssessed', { decision: 'accept' }),
  ]);
  const paid = await (logs.get('authorization') as OrderLog).startStream(assessed as RecordedEvent, [
    newEvent('AuthorizationRequested', {}),
    newEvent('PaymentAuthorized', {}),
    newEvent('PaymentCaptured', {}),
  ]);
  const [captured] = paid.slice(2);
  await (logs.get('notifications') as OrderLog).startStream(captured as RecordedEvent, [newEvent('MailSent', {})]);
  return (logs.get('fraud') as OrderLog).read((placed as RecordedEvent).header.subject.id);
};

beforeAll(async () => {
  postgres = await startLogDatabase();
  superuser = new pg.Client({ connectionString: postgres.url });
  await superuser.connect();
  for (const service of ['gateway-ingress', 'tax-shipping', 'fraud', 'authorization', 'notifications']) await open(service);
  for (let order = 0; order < 5; order += 1) await sellOne();
  victim = await sellOne();
  settings = await setAll();
  for (let order = 0; order < 5; order += 1) await sellOne();
});

afterAll(async () => {
  await Promise.all([...logs.values()].map((log) => log.close()));
  await superuser?.end();
  await postgres?.stop();
});

/** A merchant's settings: three events of two streams that commands began. */
let settings: readonly RecordedEvent[];

const setAll = async (): Promise<readonly RecordedEvent[]> => {
  const target = settingsTarget('mer_demo', 'test');
  const set = (service: string, area: string) =>
    (logs.get(service) as OrderLog).decide(target, { id: v7(), hash: '', correlation: v7() }, () => [
      newEvent('SettingsChanged', { area, document: '{}' }),
    ]);
  await set('fraud', 'fraud');
  await set('tax-shipping', 'tax');
  await set('fraud', 'fraud');
  return (logs.get('fraud') as OrderLog).read(target.id);
};

/** What only somebody with the database in their hands can do: the guards off, the deed, the guards on. It is undone
 *  after the check. */
const tamper = async (deed: string): Promise<Awaited<ReturnType<typeof verify>>> => {
  await superuser.query('CREATE TABLE before AS SELECT * FROM order_log.events');
  await superuser.query('ALTER TABLE order_log.events DISABLE TRIGGER ALL');
  await superuser.query(deed);
  try {
    return await verify({ connectionString: postgres.url });
  } finally {
    await superuser.query('DELETE FROM order_log.events');
    await superuser.query('INSERT INTO order_log.events OVERRIDING SYSTEM VALUE SELECT * FROM before');
    await superuser.query('ALTER TABLE order_log.events ENABLE ALWAYS TRIGGER events_are_for_good');
    await superuser.query('ALTER TABLE order_log.events ENABLE ALWAYS TRIGGER events_stay');
    await superuser.query('DROP TABLE before');
  }
};

const event = (type: string): RecordedEvent => {
  const found = victim.find((one) => one.type === type);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
};
const at = (type: string): string => `hash = '\\x${event(type).hash}'`;
const place = (type: string) => {
  const { subject, stream, version } = event(type).header;
  return { subject: subject.id, stream, version };
};

describe('verify', () => {
  it('I13: finds nothing wrong with a log that nobody touched, and says how far it is', async () => {
    const progress: number[] = [];
    const verdict = await verify({
      connectionString: postgres.urlFor('reporting'),
      onProgress: (checked) => void progress.push(checked),
    });
    expect(verdict).toEqual({ ok: true, checkedEvents: 80, checkedSubjects: 12 });
    expect(progress.at(-1)).toBe(80);
  });

  const ofVictim = (): string => `subject_id = '${event('OrderPlaced').header.subject.id}'`;

  const misdeeds: readonly {
    readonly what: string;
    readonly deed: () => string;
    readonly found: string;
    readonly why: string;
  }[] = [
    {
      what: 'an amount changed',
      deed: () => `UPDATE order_log.events SET data = '{"total":{"minor":"1"}}' WHERE ${at('OrderPriced')}`,
      found: 'OrderPriced',
      why: 'changed: its hash',
    },
    {
      what: 'one space more in a header',
      deed: () => `UPDATE order_log.events SET header = (header::text || ' ')::json WHERE ${at('FraudAssessed')}`,
      found: 'FraudAssessed',
      why: 'changed: its hash',
    },
    {
      what: 'a change with its own hash made to fit',
      deed: () => `UPDATE order_log.events SET data = '{"a":1}', hash = sha256(previous_hash || convert_to(header::text || '{"a":1}', 'UTF8'))
        WHERE ${at('PaymentAuthorized')}`,
      found: 'PaymentCaptured',
      why: 'changed: it builds on another hash',
    },
    {
      what: 'an event gone from the middle',
      deed: () => `DELETE FROM order_log.events WHERE ${at('PaymentAuthorized')}`,
      found: 'PaymentCaptured',
      why: 'missing: version 2',
    },
    {
      what: 'the head of a stream cut off',
      deed: () => `DELETE FROM order_log.events WHERE ${at('AuthorizationRequested')}`,
      found: 'PaymentAuthorized',
      why: 'cut: the stream',
    },
    {
      what: 'a whole stream gone',
      deed: () => `DELETE FROM order_log.events WHERE ${at('FraudAssessed')}`,
      found: 'AuthorizationRequested',
      why: 'missing: the event that caused it',
    },
    {
      what: 'the beginning of an order gone',
      deed: () => `DELETE FROM order_log.events WHERE ${at('OrderPlaced')}`,
      found: 'OrderPriced',
      why: 'missing: the event that caused it',
    },
    {
      what: 'two events with their contents swapped',
      deed: () => `UPDATE order_log.events a SET header = b.header, data = b.data, previous_hash = b.previous_hash, hash = b.hash
        FROM order_log.events b WHERE a.${ofVictim()} AND b.${ofVictim()} AND a.stream = 'payment' AND b.stream = 'payment' AND a.version + b.version = 3`,
      found: 'AuthorizationRequested',
      why: 'swapped: its header',
    },
    {
      what: 'a previous hash changed',
      deed: () => `UPDATE order_log.events SET previous_hash = sha256('') WHERE ${at('PaymentCaptured')}`,
      found: 'PaymentCaptured',
      why: 'changed: its hash',
    },
    {
      what: 'a type changed in its column',
      deed: () => `UPDATE order_log.events SET type = 'PaymentDeclined' WHERE ${at('PaymentAuthorized')}`,
      found: 'PaymentAuthorized',
      why: 'swapped: its header',
    },
  ];

  it.each(misdeeds)('I13: names the place of $what', async ({ deed, found, why }) => {
    const { ok, firstBad } = await tamper(deed());
    expect(ok).toBe(false);
    expect(firstBad).toMatchObject(place(found));
    expect(firstBad?.why).toContain(why);
  });

  const setting = (stream: string, version: number): RecordedEvent => {
    const found = settings.find(({ header }) => header.stream === stream && header.version === version);
    if (found === undefined) throw new Error(`no ${stream} ${version}`);
    return found;
  };
  const ofSetting = (stream: string, version: number) => `hash = '\\x${setting(stream, version).hash}'`;

  it.each([
    {
      what: 'a limit that somebody raised',
      deed: () =>
        `UPDATE order_log.events SET data = '{"area":"fraud","document":"{\\"limit\\":9}"}' WHERE ${ofSetting('fraud-settings', 2)}`,
      found: () => setting('fraud-settings', 2),
      why: 'changed: its hash',
    },
    {
      what: 'the first settings gone',
      deed: () => `DELETE FROM order_log.events WHERE ${ofSetting('fraud-settings', 1)}`,
      found: () => setting('fraud-settings', 2),
      why: 'cut: the stream',
    },
    {
      what: 'settings that build on something made up',
      deed: () => `UPDATE order_log.events SET previous_hash = sha256('x'), hash = sha256(sha256('x') || convert_to(header::text || data::text, 'UTF8'))
        WHERE ${ofSetting('pricing-settings', 1)}`,
      found: () => setting('pricing-settings', 1),
      why: 'cut: the subject does not begin with its first event',
    },
  ])('I13: names the place of $what, in a subject that commands began', async ({ deed, found, why }) => {
    const { ok, firstBad } = await tamper(deed());
    expect(ok).toBe(false);
    const { subject, stream, version } = found().header;
    expect(firstBad).toMatchObject({ subject: subject.id, stream, version });
    expect(firstBad?.why).toContain(why);
  });
});
