import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventSubject, type OrderEvent, type RecordedEvent } from '@tollgate/contracts';
import { type Bus, openBus } from '@tollgate/messaging';
import { fraudAccepted, orderPlaced, orderPriced, paymentAuthorized } from '@tollgate/order';
import { noHash, type OrderLog, openOrderLog, type PersonalData, sealPersonalData } from '@tollgate/order-log';
import { openService, type RunningService } from '@tollgate/service';
import pg from 'pg';
import { AppModule } from '../../app.module.js';
import { configSchema } from '../../config.js';

interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

interface Servers {
  startPostgres(): Promise<TestServer & { urlFor(role: string): string }>;
  startNats(): Promise<TestServer>;
  startMailCatcher(): Promise<TestServer & { readonly smtpUrl: string }>;
}

/** A mail as Mailpit's API shows it. */
export interface CaughtMail {
  readonly ID: string;
  readonly MessageID: string;
  readonly Subject: string;
  readonly To: readonly { readonly Address: string }[];
  readonly Size: number;
  readonly Text: string;
  readonly HTML: string;
}

/** Lies outside of every project, so it is imported when the test runs. */
const place: string = '../../../../../tests/servers.ts';
const root = join(import.meta.dirname, '../../../../..');
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const appenders = ['gateway-ingress', 'tax-shipping', 'fraud', 'authorization', 'esd-delivery'] as const;
type Appender = (typeof appenders)[number];

const bare = ({ type, data }: OrderEvent): OrderEvent => ({ type, data }) as OrderEvent;

interface Ends {
  readonly servers: readonly TestServer[];
  readonly postgres: Awaited<ReturnType<Servers['startPostgres']>>;
  readonly nats: TestServer;
  readonly mail: Awaited<ReturnType<Servers['startMailCatcher']>>;
  readonly bus: Bus;
  readonly superuser: pg.Client;
  readonly folder: string;
}

/** Notifications on real servers; the test itself stands for everybody who appends before it. */
export class TestStack {
  private readonly logs = new Map<Appender, OrderLog>();
  private readonly keyEncryptionKey = { id: 1, key: randomBytes(32) };

  private constructor(private readonly ends: Ends) {}

  static async start(): Promise<TestStack> {
    const { startPostgres, startNats, startMailCatcher } = (await import(place)) as Servers;
    const [postgres, nats, mail] = await Promise.all([startPostgres(), startNats(), startMailCatcher()]);
    const superuser = new pg.Client({ connectionString: postgres.url });
    await superuser.connect();
    const bus = await openBus({ servers: nats.url, service: 'test', log: silent });
    const folder = mkdtempSync(join(tmpdir(), 'notifications-'));
    const runtime = new TestStack({ servers: [postgres, nats, mail], postgres, nats, mail, bus, superuser, folder });
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
    return openService({ name: 'notifications', module: AppModule, config: configSchema, environment });
  }

  /** One replica in a process of its own, that dies at a crash point. */
  notificationsThatCrash(at: string): { readonly child: ChildProcess; readonly ended: Promise<NodeJS.Signals | null> } {
    const env = this.environment({ TOLLGATE_CRASH_AT: at });
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
      order,
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
  paid(assessed: RecordedEvent, captured: OrderEvent): Promise<RecordedEvent> {
    return this.append('authorization', assessed, paymentAuthorized(), captured);
  }

  async append(service: Appender, cause: RecordedEvent, ...events: readonly OrderEvent[]): Promise<RecordedEvent> {
    const appended = await this.log(service).startStream(cause, events.map(bare));
    const last = appended.at(-1);
    if (last === undefined) throw new Error('nothing was appended');
    return last;
  }

  /** Puts an event on the bus, as often as it is called: without the id by which the bus knows a copy. */
  deliver(event: RecordedEvent): void {
    this.ends.bus.connection.publish(eventSubject(event.header), `${event.hash}\n${event.headerText}\n${event.dataText}`);
  }

  /** What became of the order's receipt; waits for it. */
  async receipt(order: string): Promise<RecordedEvent> {
    const deadline = performance.now() + 20_000;
    for (;;) {
      const events = await this.log('gateway-ingress').read(order);
      const notice = events.find(({ header }) => header.stream === 'notice');
      if (notice !== undefined) return notice;
      if (performance.now() > deadline) throw new Error('no receipt was recorded');
      await pause(20);
    }
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
    await Promise.all(this.ends.servers.map((server) => server.stop()));
    rmSync(this.ends.folder, { recursive: true });
  }

  private log(service: Appender): OrderLog {
    const log = this.logs.get(service);
    if (log === undefined) throw new Error(`${service} has no log here`);
    return log;
  }
}

export const pause = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));
