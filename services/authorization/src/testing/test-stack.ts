import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventInit, type EventType, type NewEvent, newEvent, type RecordedEvent } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { type Bus, openBus } from '@tollgate/messaging';
import { usd } from '@tollgate/money';
import { type Order, operationOf } from '@tollgate/order';
import { noHash, type OrderLog, openOrderLog, orderTarget } from '@tollgate/order-log';
import { openService, type RunningService } from '@tollgate/service';
import {
  creditPlaced,
  eventually,
  orderPlaced,
  orderPriced,
  startNats,
  startPostgres,
  type TestPostgres,
  type TestServer,
} from '@tollgate/testing';
import { AuthorizationModule, entities, migrations } from '../app.module.js';
import { authorizationConfig } from '../config.js';
import { TestAcquirer } from './test-acquirer.js';
import { TestProcess } from './test-process.js';
import { type TestCard, TestVault } from './test-vault.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const MERCHANT = 'mer_demo';
/** What the sample order costs, in cents. */
export const TOTAL = 5426n;

export interface OrderWish extends TestCard {
  readonly type?: 'sale' | 'preauth';
  readonly mode?: 'test' | 'live';
  readonly isFree?: boolean;
}

interface StackParts {
  readonly folder: string;
  readonly postgres: TestPostgres;
  readonly nats: TestServer;
  readonly acquirer: TestAcquirer;
  readonly bus: Bus;
}

/** Authorization among real servers, with the acquirer simulator; the test itself stands for ingress, tax-shipping and fraud. */
export class TestStack {
  private readonly logs = new Map<string, OrderLog>();
  private readonly modes = new Map<string, 'test' | 'live'>();

  private processorEnvironment: Readonly<Record<string, string>>;

  private constructor(private readonly parts: StackParts) {
    this.processorEnvironment = {
      TOLLGATE_ACQUIRER_PORT: String(parts.acquirer.port),
      TOLLGATE_ACQUIRER_TIMEOUT_MS: '300',
    };
  }

  /** Instead of the acquirer: the Stripe simulator at this address. */
  useStripe(url: string): void {
    const keyFile = join(this.parts.folder, 'stripe.key');
    writeFileSync(keyFile, 'sk_test_tollgate');
    this.processorEnvironment = {
      TOLLGATE_STRIPE_TEST_KEY_FILE: keyFile,
      TOLLGATE_STRIPE_URL: url,
      TOLLGATE_STRIPE_TIMEOUT_MS: '750',
    };
  }

  get acquirer(): TestAcquirer {
    return this.parts.acquirer;
  }

  get postgres(): TestPostgres {
    return this.parts.postgres;
  }

  /** The service's vault. */
  get vault(): TestVault {
    return new TestVault(this.parts.bus, MERCHANT);
  }

  get bus(): Bus {
    return this.parts.bus;
  }

  static async start(): Promise<TestStack> {
    const folder = mkdtempSync(join(tmpdir(), 'authorization-'));
    writeFileSync(join(folder, 'vault.key'), randomBytes(32).toString('base64'));
    const [postgres, nats, acquirer] = await Promise.all([startPostgres(), startNats(), TestAcquirer.start(folder)]);
    const bus = await openBus({ servers: nats.url, service: 'test', log: silent });
    const stack = new TestStack({ folder, postgres, nats, acquirer, bus });
    for (const service of ['gateway-ingress', 'tax-shipping', 'fraud']) {
      const connectionString = postgres.urlFor(service.replaceAll('-', '_'));
      const publish = (event: RecordedEvent): Promise<void> => bus.publishEvent(event);
      stack.logs.set(service, await openOrderLog({ connectionString, service, publish, isRelaying: false }));
    }
    return stack;
  }

  async stop(): Promise<void> {
    for (const log of this.logs.values()) await log.close();
    await this.bus.close();
    await Promise.all([this.acquirer.stop(), this.parts.nats.stop(), this.postgres.stop()]);
    rmSync(this.parts.folder, { recursive: true });
  }

  /** Starts the service in a process of its own; `more` is added to its environment. */
  async authorization(more: Readonly<Record<string, string>> = {}): Promise<TestProcess> {
    const environment = { ...this.environment(), ...more };
    return (await TestProcess.start('services/authorization/dist/main.js', environment, '"serving"')).process;
  }

  /** The service within the test, by a clock that the test sets. */
  authorizationBy(clock: Clock, more: NodeJS.ProcessEnv = {}): Promise<RunningService> {
    const { module, config } = { module: AuthorizationModule, config: authorizationConfig };
    const environment = { ...this.environment(), TOLLGATE_LOG_LEVEL: 'silent', ...more };
    return openService({ name: 'authorization', module, config, entities, migrations, environment, clock });
  }

  private environment(): Readonly<Record<string, string>> {
    return {
      TOLLGATE_POSTGRES_URL: this.postgres.urlFor('authorization'),
      TOLLGATE_NATS_URL: this.parts.nats.url,
      TOLLGATE_HEALTH_PORT: '0',
      TOLLGATE_LOG_LEVEL: 'info',
      ...this.processorEnvironment,
      TOLLGATE_ACK_WAIT_MS: '2000',
      TOLLGATE_VAULT_KEY_FILE: join(this.parts.folder, 'vault.key'),
    };
  }

  /** What ingress and tax-shipping do before an order comes to fraud. */
  async place({ type = 'sale', mode = 'test', isFree = false, ...wish }: OrderWish = {}): Promise<string> {
    const order = newId();
    this.modes.set(order, mode);
    const token = isFree ? '' : await this.vault.store(mode, wish);
    const card = { token, brand: 'visa', bin: '411111', last4: '1111' };
    const placed = await this.append(
      order,
      newEvent('OrderPlaced', { ...initOf(orderPlaced()), type, ...(!isFree && { card }) }),
    );
    const priced = isFree ? initOf(orderPriced({ total: usd(0n) })) : initOf(orderPriced());
    await this.append(order, newEvent('OrderPriced', priced), placed);
    return order;
  }

  /** An order that tax-shipping could not price. */
  async placeUnpriced(): Promise<string> {
    const order = newId();
    this.modes.set(order, 'test');
    const card = { token: await this.vault.store('test', {}), brand: 'visa', bin: '411111', last4: '1111' };
    const placed = await this.append(order, newEvent('OrderPlaced', { ...initOf(orderPlaced()), type: 'sale', card }));
    await this.append(order, newEvent('OrderPricingFailed', { code: 'destination_not_served' }), placed);
    return order;
  }

  /** What fraud does: from here on it is authorization's. */
  async accept(order: string): Promise<RecordedEvent> {
    const last = (await this.read(order)).at(-1) as RecordedEvent;
    return this.append(order, newEvent('FraudAssessed', { decision: 'accept', score: 7 }), last);
  }

  /** Fraud holds the order for somebody to look at it. */
  async hold(order: string): Promise<RecordedEvent> {
    const last = (await this.read(order)).at(-1) as RecordedEvent;
    return this.append(order, newEvent('FraudAssessed', { decision: 'review', score: 60 }), last);
  }

  /** Somebody looked at it. */
  async resolve(order: string, decision: 'accept' | 'reject'): Promise<void> {
    const cause = { id: randomUUID(), hash: '', correlation: order };
    await this.log('fraud').decide(orderTarget(order), cause, () => [newEvent('FraudReviewResolved', { decision })]);
  }

  async placeAndAccept(wish: OrderWish = {}): Promise<string> {
    const order = await this.place(wish);
    await this.accept(order);
    return order;
  }

  /** A preauth that is authorized. */
  async authorized(wish: OrderWish = {}): Promise<string> {
    const order = await this.placeAndAccept({ type: 'preauth', ...wish });
    await this.paymentEndsIn('PaymentAuthorized', order);
    return order;
  }

  /** The merchant asks; answers the operation's id. Nothing is checked: that is ingress'. */
  async request(order: string, event: NewEvent): Promise<string> {
    const cause = { id: randomUUID(), hash: '', correlation: order };
    const [requested] = await this.log('gateway-ingress').decide(orderTarget(order), cause, () => [event]);
    return (requested as RecordedEvent).header.id;
  }

  capture(order: string, minor = TOTAL, isFinal = false): Promise<string> {
    return this.request(order, newEvent('CaptureRequested', { amount: usd(minor), isFinal }));
  }

  void(order: string, minor = TOTAL): Promise<string> {
    return this.request(order, newEvent('VoidRequested', { amount: usd(minor) }));
  }

  /** A free credit; answers its order. */
  async credit(minor: bigint, { mode = 'test', ...wish }: OrderWish = {}): Promise<string> {
    const order = newId();
    this.modes.set(order, mode);
    const token = await this.vault.store(mode, { ...wish, cvc: '' });
    await this.append(
      order,
      newEvent('CreditPlaced', { ...initOf(creditPlaced()), amount: usd(minor), card: { token, brand: 'visa' } }),
    );
    return order;
  }

  refund(order: string, minor = TOTAL): Promise<string> {
    return this.request(order, newEvent('RefundRequested', { amount: usd(minor) }));
  }

  read(order: string): Promise<readonly RecordedEvent[]> {
    return this.log('gateway-ingress').read(order);
  }

  async order(id: string): Promise<Order> {
    return (await this.log('gateway-ingress').load(orderTarget(id))).state;
  }

  /** `succeeded`, `failed <code>` or `declined <code>`, as soon as the operation has come to its end. */
  outcomeOf(order: string, operation: string, withinMs = 60_000): Promise<string> {
    return eventually(
      `the end of operation ${operation}`,
      async () => {
        const found = operationOf((await this.order(order)).payment, operation);
        if (found?.state === 'succeeded') return 'succeeded';
        const isRefused = found?.state === 'failed' || found?.state === 'declined';
        return isRefused ? `${found.state} ${found.code}` : undefined;
      },
      withinMs,
    );
  }

  /** The types of the order's payment stream, as soon as they end with the one waited for. */
  paymentEndsIn(last: EventType | RegExp, order: string, withinMs = 60_000): Promise<readonly string[]> {
    const pattern = last instanceof RegExp ? last : new RegExp(`^${last}$`);
    let types: readonly string[] = [];
    return eventually(
      () => `${pattern.source} of order ${order} (${types.join(', ')})`,
      async () => {
        const events = await this.read(order).catch(() => []); // Postgres may be away for the test's sake
        types = events.filter(({ header }) => header.stream === 'payment').map(({ type }) => type);
        return pattern.test(types.at(-1) ?? '') && types;
      },
      withinMs,
    );
  }

  log(service: string): OrderLog {
    const log = this.logs.get(service);
    if (log === undefined) throw new Error(`no log for ${service}`);
    return log;
  }

  /** Appends the first event of the stream of the service it belongs to. */
  private async append(order: string, event: NewEvent, cause?: RecordedEvent): Promise<RecordedEvent> {
    const appended = await this.log(ownerOf(event.type)).append({
      subject: { kind: 'order', id: order },
      merchant: MERCHANT,
      mode: this.modes.get(order) ?? 'test',
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

const owners: Readonly<Partial<Record<EventType, string>>> = {
  OrderPlaced: 'gateway-ingress',
  OrderPriced: 'tax-shipping',
  OrderPricingFailed: 'tax-shipping',
  FraudAssessed: 'fraud',
};
const ownerOf = (type: EventType): string => owners[type] ?? 'gateway-ingress';

/** Data of a built event as the start of another one. */
const initOf = <T extends EventType>(event: { readonly type: T; readonly data: object }): EventInit<T> => {
  const { $typeName: _name, ...rest } = event.data as { readonly $typeName?: string };
  return rest as unknown as EventInit<T>;
};
