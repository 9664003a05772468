import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  type EventInit,
  type EventType,
  eventKinds,
  newEvent,
  type OrderEvent,
  type RecordedEvent,
  requests,
  StoreCardRequestSchema,
  StoreCardResponseSchema,
} from '@tollgate/contracts';
import { type Bus, openBus, Requests } from '@tollgate/messaging';
import { orderPlaced, orderPriced } from '@tollgate/order';
import { noHash, type OrderLog, openOrderLog } from '@tollgate/order-log';

interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
}
interface TestPostgres extends TestServer {
  urlFor(role: string): string;
}

interface Servers {
  readonly postgres: TestPostgres;
  readonly nats: TestServer;
  acquirer: { readonly process: Process; readonly port: number };
}

/** Lies outside of every project, so it is imported when the test runs. */
const place: string = '../../../../../tests/servers.ts';
const root = join(import.meta.dirname, '../../../../..');
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A process of the house, started as the supervisor starts it. */
export class Process {
  private constructor(
    private readonly child: ChildProcess,
    readonly ended: Promise<NodeJS.Signals | null>,
  ) {}

  /** Resolves with the first line of its log that names the word. */
  static async start(program: string, environment: Readonly<Record<string, string>>, word: string) {
    const child = spawn(process.execPath, [join(root, program)], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (each) => {
        if (each.includes(word)) resolve(each);
      });
      void ended.then(() => reject(new Error(`${program} ended before it said ${word}`)));
    });
    return { process: new Process(child, ended), line };
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }
}

export interface OrderWish {
  readonly type?: 'sale' | 'preauth';
  readonly pan?: string;
  readonly cvc?: string;
  readonly token?: string;
}

export type JournalLine = Readonly<Record<string, unknown>> & { readonly kind: string; readonly order?: string };

/** Authorization among real servers, with the acquirer simulator; the test itself stands for ingress, tax-shipping and fraud. */
export class TestStack {
  readonly logs = new Map<string, OrderLog>();

  private constructor(
    readonly folder: string,
    private readonly servers: Servers,
    readonly bus: Bus,
  ) {}

  get postgres(): TestPostgres {
    return this.servers.postgres;
  }

  get nats(): TestServer {
    return this.servers.nats;
  }

  get acquirer(): Servers['acquirer'] {
    return this.servers.acquirer;
  }

  /** Another process in its place, on the same port. */
  set acquirer(acquirer: Servers['acquirer']) {
    this.servers.acquirer = acquirer;
  }

  static async start(): Promise<TestStack> {
    const { startPostgres, startNats } = (await import(place)) as {
      startPostgres(): Promise<TestPostgres>;
      startNats(): Promise<TestServer>;
    };
    const folder = mkdtempSync(join(tmpdir(), 'authorization-'));
    writeFileSync(join(folder, 'vault.key'), randomBytes(32).toString('base64'));
    const [postgres, nats, acquirer] = await Promise.all([startPostgres(), startNats(), startAcquirer(folder, 0)]);
    const bus = await openBus({ servers: nats.url, service: 'test', log: silent });
    const runtime = new TestStack(folder, { postgres, nats, acquirer }, bus);
    for (const service of ['gateway-ingress', 'tax-shipping', 'fraud']) {
      const connectionString = postgres.urlFor(service.replaceAll('-', '_'));
      const publish = (event: RecordedEvent): Promise<void> => bus.publishEvent(event);
      runtime.logs.set(service, await openOrderLog({ connectionString, service, publish, isRelaying: false }));
    }
    return runtime;
  }

  async stop(): Promise<void> {
    for (const log of this.logs.values()) await log.close();
    await this.bus.close();
    await Promise.all([this.acquirer.process.end('SIGTERM'), this.nats.stop(), this.postgres.stop()]);
    rmSync(this.folder, { recursive: true });
  }

  /** Starts the service; `more` is added to its environment. */
  async authorization(more: Readonly<Record<string, string>> = {}): Promise<Process> {
    const environment = {
      TOLLGATE_SERVICE: 'authorization',
      TOLLGATE_POSTGRES_URL: this.postgres.urlFor('authorization'),
      TOLLGATE_NATS_URL: this.nats.url,
      TOLLGATE_HEALTH_PORT: '0',
      TOLLGATE_LOG_LEVEL: 'info',
      TOLLGATE_ACQUIRER_PORT: String(this.acquirer.port),
      TOLLGATE_ACQUIRER_TIMEOUT_MS: '300',
      TOLLGATE_VAULT_KEY_FILE: join(this.folder, 'vault.key'),
      ...more,
    };
    return (await Process.start('services/authorization/dist/main.js', environment, '"serving"')).process;
  }

  /** What ingress and tax-shipping do before an order comes to fraud. */
  async place(wish: OrderWish = {}): Promise<string> {
    const order = randomUUID();
    const token = wish.token ?? (await this.storeCard(order, wish));
    const card = { token, brand: 'visa', bin: '411111', last4: '1111' };
    const placed = await this.append(order, newEvent('OrderPlaced', placedData(wish.type ?? 'sale', card)));
    const priced = init('OrderPriced', orderPriced().data);
    await this.append(order, newEvent('OrderPriced', priced), placed);
    return order;
  }

  async storeCard(order: string, wish: OrderWish): Promise<string> {
    const response = await new Requests(this.bus).request(requests.storeCard, StoreCardRequestSchema, StoreCardResponseSchema, {
      merchant: 'mer_demo',
      order,
      pan: wish.pan ?? '4111111111111111',
      cvc: wish.cvc ?? '123',
      expiryMonth: 12,
      expiryYear: 2030,
      streetDigits: '1',
      postalCode: '12207',
    });
    return response.token;
  }

  /** What fraud does: from here on it is authorization's. */
  async accept(order: string): Promise<RecordedEvent> {
    const events = await this.read(order);
    const last = events.at(-1) as RecordedEvent;
    return this.append(order, newEvent('FraudAssessed', { decision: 'accept', score: 7 }), last);
  }

  async placeAndAccept(wish: OrderWish = {}): Promise<string> {
    const order = await this.place(wish);
    await this.accept(order);
    return order;
  }

  /** The merchant asks for the whole amount of a preauth. */
  async requestCapture(order: string): Promise<RecordedEvent> {
    const cause = { id: randomUUID(), hash: '', correlation: order };
    const events = await this.log('gateway-ingress').decide(order, cause, () => [
      newEvent('CaptureRequested', { amount: { minor: 5426n, currency: 'USD' } }),
    ]);
    return events[0] as RecordedEvent;
  }

  read(order: string): Promise<readonly RecordedEvent[]> {
    return this.log('gateway-ingress').read(order);
  }

  /** The types of the order's payment stream, as soon as they end with the one waited for. */
  paymentEndsIn(type: EventType, order: string, withinMs = 10_000): Promise<readonly string[]> {
    return this.paymentEnds(new RegExp(`^${type}$`), order, withinMs);
  }

  async paymentEnds(last: RegExp, order: string, withinMs: number): Promise<readonly string[]> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const events = await this.read(order).catch(() => []); // Postgres may be away for the test's sake
      const types = events.filter(({ header }) => header.stream === 'payment').map((event) => event.type);
      if (last.test(types.at(-1) ?? '')) return types;
      if (Date.now() > deadline) throw new Error(`payment of ${order} is ${types.join(', ') || 'empty'}, not ${last.source}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** What the acquirer saw and did about an order. */
  journalOf(order: string): readonly JournalLine[] {
    return this.journal().filter((line) => line.order === order);
  }

  journalText(): string {
    const file = journalFile(this.folder);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Live authorizations of an order, by the acquirer's own books. */
  liveCount(order: string): number {
    const kinds = this.journalOf(order).map(({ kind }) => kind);
    return kinds.filter((kind) => kind === 'approved').length - kinds.filter((kind) => kind === 'reversed').length;
  }

  log(service: string): OrderLog {
    const log = this.logs.get(service);
    if (log === undefined) throw new Error(`no log for ${service}`);
    return log;
  }

  private journal(): JournalLine[] {
    return this.journalText()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }

  /** Appends the first event of the stream of the service it belongs to. */
  private async append(order: string, event: OrderEvent, cause?: RecordedEvent): Promise<RecordedEvent> {
    const appended = await this.log(eventKinds[event.type].appendedBy).append({
      order,
      merchant: 'mer_demo',
      mode: 'test',
      events: [event],
      expectedVersion: 0,
      previousHash: cause?.hash ?? noHash,
      causation: cause?.header.id ?? randomUUID(),
      correlation: order,
    });
    if (appended.outcome !== 'appended') throw new Error(`${event.type} was not appended`);
    return appended.events[0] as RecordedEvent;
  }
}

const journalFile = (folder: string): string => join(folder, 'acquirer.jsonl');

/** The simulator on a port, 0 for any; it goes on with its journal. */
export const startAcquirer = async (folder: string, port: number) => {
  const environment = {
    TOLLGATE_ACQUIRER_PORT: String(port),
    TOLLGATE_ACQUIRER_JOURNAL: journalFile(folder),
    TOLLGATE_ACQUIRER_LATE_ANSWER_MS: '600',
  };
  const started = await Process.start('apps/acquirer-simulator/dist/main.js', environment, 'listening');
  return { process: started.process, port: Number(JSON.parse(started.line).port) };
};

const placedData = (type: string, card: object) => init('OrderPlaced', { ...orderPlaced().data, type, card });

/** Data of a built event as the start of another one. */
const init = <T extends EventType>(_type: T, data: object): EventInit<T> => {
  const { $typeName: _name, ...rest } = data as { readonly $typeName?: string };
  return rest as unknown as EventInit<T>;
};
