import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventInit, eventStream, eventSubject, newEvent, type OrderEvent, type RecordedEvent } from '@tollgate/contracts';
import { type Bus, openBus, Requests } from '@tollgate/messaging';
import {
  causeOf,
  noHash,
  type OrderLog,
  openOrderLog,
  orderTarget,
  type PersonalData,
  sealMorePersonalData,
  sealPersonalData,
} from '@tollgate/order-log';
import { openService, type RunningService } from '@tollgate/service';
import {
  authorizationRequested,
  eventually,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  startMailCatcher,
  startNats,
  startPostgres,
  type TestMailCatcher,
  type TestPostgres,
  type TestServer,
} from '@tollgate/testing';
import pg from 'pg';
import { AppModule, entities, migrations } from '../app.module.js';
import { configSchema } from '../config.js';
import type { OwedMail } from '../outgoing/owed-mail.js';
import type { CaughtMail } from './caught-mail.js';

const root = join(import.meta.dirname, '../../../..');
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const appenders = ['gateway-ingress', 'tax-shipping', 'fraud', 'authorization', 'esd-delivery'] as const;
type Appender = (typeof appenders)[number];

const bare = ({ type, data }: OrderEvent): OrderEvent => ({ type, data }) as OrderEvent;

interface Ends {
  readonly postgres: TestPostgres;
  readonly nats: TestServer;
  readonly mail: TestMailCatcher;
  readonly bus: Bus;
  readonly superuser: pg.Client;
  readonly folder: string;
}

/** The machine's clock, which a test sets forward. */
export class SteppingClock {
  private aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  advance(byMs: number): void {
    this.aheadMs += byMs;
  }
}

/** Notifications on real servers; the test itself stands for everybody who appends before it. */
export class TestStack {
  private readonly logs = new Map<Appender, OrderLog>();
  /** Notifications' own: what is due in an hour is tried in a moment. */
  readonly clock = new SteppingClock();
  private readonly delivered: Promise<number>[] = [];
  /** The stream's sequence of the last event that was put on the bus. */
  private deliveredTo = 0;
  private readonly keyEncryptionKey = { id: 1, key: randomBytes(32) };

  private constructor(private readonly ends: Ends) {}

  static async start(): Promise<TestStack> {
    const [postgres, nats, mail] = await Promise.all([startPostgres(), startNats(), startMailCatcher()]);
    const superuser = new pg.Client({ connectionString: postgres.url });
    await superuser.connect();
    const bus = await openBus({ servers: nats.url, service: 'test', log: silent });
    const folder = mkdtempSync(join(tmpdir(), 'notifications-'));
    const runtime = new TestStack({ postgres, nats, mail, bus, superuser, folder });
    writeFileSync(join(folder, 'kek'), runtime.keyEncryptionKey.key.toString('base64'));
    writeFileSync(join(folder, 'link'), randomBytes(32).toString('base64'));
    for (const service of appenders) {
      const connectionString = postgres.urlFor(service.replaceAll('-', '_'));
      runtime.logs.set(
        service,
        await openOrderLog({ connectionString, service, publish: async () => undefined, isRelaying: false }),
      );
    }
    return runtime;
  }

  environment(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
    const { postgres, nats, mail, folder } = this.ends;
    return {
      TOLLGATE_POSTGRES_URL: postgres.urlFor('notifications'),
      TOLLGATE_NATS_URL: nats.url,
      TOLLGATE_HEALTH_PORT: '0',
      TOLLGATE_LOG_LEVEL: 'silent',
      TOLLGATE_SMTP_URL: mail.smtpUrl,
      TOLLGATE_DOWNLOADS_URL: 'https://downloads.example',
      TOLLGATE_KEY_ENCRYPTION_KEY_FILE: join(folder, 'kek'),
      TOLLGATE_LINK_KEY_FILE: join(folder, 'link'),
      ...more,
    };
  }

  /** One replica, in this process. */
  notifications(more: Readonly<Record<string, string>> = {}): Promise<RunningService> {
    const environment = this.environment(more) as NodeJS.ProcessEnv;
    return openService({
      name: 'notifications',
      module: AppModule,
      config: configSchema,
      entities,
      migrations,
      environment,
      clock: this.clock,
    });
  }

  /** One replica in a process of its own, that dies at a crash point. */
  notificationsThatCrash(
    at: string,
    more: Readonly<Record<string, string>> = {},
  ): { readonly child: ChildProcess; readonly ended: Promise<NodeJS.Signals | null> } {
    const env = this.environment({ TOLLGATE_CRASH_AT: at, ...more });
    const child = spawn(process.execPath, [join(root, 'services/notifications/dist/main.js')], { env, stdio: 'ignore' });
    return { child, ended: new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal))) };
  }

  /** An order that the issuer has said yes to; answers its last event. */
  async authorized(person: Partial<PersonalData> = {}, lines = orderPlaced().data.lines): Promise<RecordedEvent> {
    const order = randomUUID();
    const data = { email: `${order}@example.com`, name: 'Ann Buyer', ...person };
    const { sealed, wrapped } = sealPersonalData({ orderId: order, data, keyEncryptionKey: this.keyEncryptionKey });
    const { data: placed } = orderPlaced();
    const appended = await this.log('gateway-ingress').append({
      subject: { kind: 'order', id: order },
      merchant: 'mer_demo',
      mode: 'test',
      events: [bare({ type: 'OrderPlaced', data: { ...placed, lines, sealedPersonalData: sealed } })],
      expectedVersion: 0,
      previousHash: noHash,
      causation: order,
      correlation: order,
      orderKey: { customerId: 'ab'.repeat(32), wrapped },
    });
    if (appended.outcome !== 'appended' || appended.events[0] === undefined) throw new Error(appended.outcome);
    const priced = await this.append('tax-shipping', appended.events[0], orderPriced());
    return this.append('fraud', priced, fraudAccepted());
  }

  /** The payment's events in one group; answers the last. */
  async paid(assessed: RecordedEvent, captured: OrderEvent): Promise<RecordedEvent> {
    const [placed] = await this.read(assessed.header.subject.id);
    const operation = placed?.header.id ?? '';
    const own = (event: OrderEvent): OrderEvent => ({ ...event, data: { ...event.data, operation } }) as OrderEvent;
    return this.append('authorization', assessed, own(authorizationRequested()), own(paymentAuthorized()), own(captured));
  }

  /** A capture of an order that was authorized and no sale; answers its end. */
  async captured(assessed: RecordedEvent, minor: bigint): Promise<RecordedEvent> {
    const order = assessed.header.subject.id;
    const [amount, command] = [
      { minor, currency: 'USD' },
      { id: randomUUID(), hash: '', correlation: order },
    ];
    const asks = [newEvent('CaptureRequested', { amount, isFinal: false })];
    const [asked] = await this.log('gateway-ingress').decide(orderTarget(order), command, () => asks);
    if (asked === undefined) throw new Error('no capture was requested');
    const ends = [newEvent('PaymentCaptured', { operation: asked.header.id, amount })];
    const [done] = await this.log('authorization').decide(orderTarget(order), causeOf(asked), () => ends);
    if (done === undefined) throw new Error('nothing was captured');
    return done;
  }

  /** The whole amount goes back; answers the last event. */
  async refunded(order: string): Promise<RecordedEvent> {
    const amount = { minor: 5426n, currency: 'USD' };
    const command = { id: randomUUID(), hash: '', correlation: order };
    const [asked] = await this.log('gateway-ingress').decide(orderTarget(order), command, () => [
      newEvent('RefundRequested', { amount, reason: 'arrived broken' }),
    ]);
    if (asked === undefined) throw new Error('no refund was requested');
    const [done] = await this.log('authorization').decide(orderTarget(order), causeOf(asked), () => [
      newEvent('PaymentRefunded', { operation: asked.header.id, amount }),
    ]);
    if (done === undefined) throw new Error('nothing was refunded');
    return done;
  }

  /** The merchant asks for a mail again. */
  async requested(order: string, init: EventInit<'MailRequested'>): Promise<RecordedEvent> {
    const command = { id: randomUUID(), hash: '', correlation: order };
    const events = [newEvent('MailRequested', init)];
    const [asked] = await this.log('gateway-ingress').decide(orderTarget(order), command, () => events);
    if (asked === undefined) throw new Error('no mail was requested');
    return asked;
  }

  /** An address as the merchant's, sealed under the order's key. */
  async sealedAddress(order: string, email: string): Promise<string> {
    const { key } = await this.log('gateway-ingress').readWithKey(order);
    if (key === undefined) throw new Error('the order has no key');
    const keyEncryptionKeys = [this.keyEncryptionKey];
    return sealMorePersonalData({ orderId: order, data: { email }, wrapped: key.wrapped, keyEncryptionKeys });
  }

  async append(service: Appender, cause: RecordedEvent, ...events: readonly OrderEvent[]): Promise<RecordedEvent> {
    const appended = await this.log(service).startStream(cause, events.map(bare));
    const last = appended.at(-1);
    if (last === undefined) throw new Error('nothing was appended');
    return last;
  }

  /** Puts an event on the bus, as often as it is called: without the id by which the bus knows a copy. */
  deliver(event: RecordedEvent): void {
    const text = `${event.hash}\n${event.headerText}\n${event.dataText}`;
    const acknowledged = this.ends.bus.connection.request(eventSubject(event.header), text);
    this.delivered.push(acknowledged.then((message) => message.json<{ seq: number }>().seq));
  }

  /** What became of the order's receipt, or of another mail; waits for it. */
  receipt(order: string, kind = 'receipt'): Promise<RecordedEvent> {
    const look = async () =>
      (await this.read(order)).find(
        (event) => (event.type === 'MailSent' || event.type === 'MailFailed') && event.data.kind === kind,
      );
    return eventually(`a ${kind}`, look);
  }

  /** Notifications has acknowledged every event that the test put on the bus. Not by what waits for it: the server counts that a moment after it has
   *  stored a message, and what the sweep publishes meanwhile is pending, too. */
  async isAcknowledged(): Promise<boolean> {
    this.deliveredTo = Math.max(this.deliveredTo, ...(await Promise.all(this.delivered.splice(0))));
    const asked = await this.ends.bus.connection.request(`$JS.API.CONSUMER.INFO.${eventStream}.notifications`);
    return asked.json<{ ack_floor: { stream_seq: number } }>().ack_floor.stream_seq >= this.deliveredTo;
  }

  /** The mails that nobody took yet. */
  owed(): Promise<readonly { readonly payload: OwedMail; readonly due_at: Date }[]> {
    return this.rows(`select payload, due_at from notifications.due_work where kind not like 'webhook%' order by due_at`);
  }

  /** Asks as another service does. */
  get requests(): Requests {
    return new Requests(this.ends.bus);
  }

  read(order: string): Promise<readonly RecordedEvent[]> {
    return this.log('gateway-ingress').read(order);
  }

  /** Every mail that speaks of the order, by its Message-ID. */
  async mails(order: string): Promise<readonly CaughtMail[]> {
    const { url } = this.ends.mail;
    const { messages } = (await (await fetch(`${url}/api/v1/messages?limit=2000`)).json()) as { messages: CaughtMail[] };
    const its = messages.filter(({ MessageID }) => MessageID.includes(order.replaceAll('-', '')));
    return Promise.all(its.map(async ({ ID }) => (await fetch(`${url}/api/v1/message/${ID}`)).json() as Promise<CaughtMail>));
  }

  async rows<R>(text: string, ...values: readonly unknown[]): Promise<readonly R[]> {
    return (await this.ends.superuser.query(text, [...values])).rows as readonly R[];
  }

  async stop(): Promise<void> {
    for (const log of this.logs.values()) await log.close();
    await this.ends.bus.close();
    await this.ends.superuser.end();
    const { postgres, nats, mail } = this.ends;
    await Promise.all([postgres.stop(), nats.stop(), mail.stop()]);
    rmSync(this.ends.folder, { recursive: true });
  }

  log(service: Appender): OrderLog {
    const log = this.logs.get(service);
    if (log === undefined) throw new Error(`${service} has no log here`);
    return log;
  }
}

export const pause = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));
