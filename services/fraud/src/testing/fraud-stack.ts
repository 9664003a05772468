import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import {
  type DescMessage,
  type EventInit,
  type MessageInitShape,
  type MessageShape,
  newEvent,
  PutSettingsRequestSchema,
  PutSettingsResponseSchema,
  type RecordedEvent,
  type RecordedEventOf,
  requests,
} from '@tollgate/contracts';
import type { DomainError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { usd } from '@tollgate/money';
import { noHash, orderTarget } from '@tollgate/order-log';
import { openService, type RunningService } from '@tollgate/service';
import {
  eventually,
  orderPlaced,
  orderPriced,
  startNats,
  startPostgres,
  type TestPostgres,
  type TestServer,
} from '@tollgate/testing';
import { z } from 'zod';
import { AppModule } from '../app.module.js';
import { configSchema, migrations } from '../config.js';

@Module({})
class Nothing {}

/** What became of a request: its refusal's code. */
export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'resolved',
    ({ code }: DomainError) => code,
  );

/** Two replicas of fraud on real servers, and its neighbors, played by the test. */
export class FraudStack {
  private constructor(
    private readonly servers: readonly [TestServer, TestPostgres],
    readonly replicas: readonly RunningService[],
    private readonly neighbors: readonly [RunningService, RunningService, RunningService],
  ) {}

  static async start(): Promise<FraudStack> {
    const [nats, postgres] = await Promise.all([startNats(), startPostgres()]);
    const environmentOf = (role: string): NodeJS.ProcessEnv => ({
      TOLLGATE_NATS_URL: nats.url,
      TOLLGATE_POSTGRES_URL: postgres.urlFor(role),
      TOLLGATE_HEALTH_PORT: '0',
      TOLLGATE_LOG_LEVEL: 'silent',
    });
    const neighbor = (name: string) =>
      openService({ name, module: Nothing, config: z.object({}), environment: environmentOf(name.replaceAll('-', '_')) });
    const fraud = () =>
      openService({ name: 'fraud', module: AppModule, config: configSchema, migrations, environment: environmentOf('fraud') });
    const neighbors = await Promise.all([neighbor('gateway-ingress'), neighbor('tax-shipping'), neighbor('authorization')]);
    return new FraudStack([nats, postgres], await Promise.all([fraud(), fraud()]), neighbors);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.replicas, ...this.neighbors].map((service) => service.stop()));
    await Promise.all(this.servers.map((server) => server.stop()));
  }

  get ingress(): RunningService {
    return this.neighbors[0];
  }

  get pricing(): RunningService {
    return this.neighbors[1];
  }

  /** An order, placed and priced; answers its OrderPriced. */
  async price(
    init: EventInit<'OrderPriced'> = {},
    merchant = 'mer_demo',
    mode: 'test' | 'live' = 'test',
  ): Promise<RecordedEvent> {
    const order = randomUUID();
    const screening = { card: randomUUID(), email: randomUUID(), ip: randomUUID(), goods: 'g1', ...init.screening };
    const placed = await this.ingress.runtime.orderLog.append({
      subject: { kind: 'order', id: order },
      merchant,
      mode,
      events: [newEvent('OrderPlaced', { ...orderPlaced().data, screening } as EventInit<'OrderPlaced'>)],
      expectedVersion: 0,
      previousHash: noHash,
      causation: order,
      correlation: order,
    });
    if (placed.outcome !== 'appended') throw new Error('not placed');
    const data = { ...orderPriced({ ...init, screening }).data } as EventInit<'OrderPriced'>;
    const [priced] = await this.pricing.runtime.orderLog.startStream(placed.events[0] as RecordedEvent, [
      newEvent('OrderPriced', data),
    ]);
    return priced as RecordedEvent;
  }

  async historyOf<T extends RecordedEvent['type']>({ header }: RecordedEvent, type: T) {
    const events = await this.ingress.runtime.orderLog.read(header.subject.id);
    return events.filter((event) => event.type === type) as RecordedEventOf<T>[];
  }

  /** The order's assessment, once it is there. */
  async assessed(priced: RecordedEvent) {
    const found = await eventually('the assessment', async () => {
      const events = await this.historyOf(priced, 'FraudAssessed');
      return events.length > 0 && events;
    });
    const [{ data, header }] = found as [RecordedEventOf<'FraudAssessed'>];
    return { ...data, count: found.length, header };
  }

  /** The issuer declines an order that was accepted. */
  async decline(priced: RecordedEvent, code = 'do_not_honor'): Promise<void> {
    const { header } = await this.assessed(priced);
    const cause = { id: header.id, hash: 'ab'.repeat(32), correlation: header.correlation };
    await this.neighbors[2].runtime.orderLog.decide(orderTarget(header.subject.id), cause, ({ placement: operation }) => [
      newEvent('AuthorizationRequested', { operation, amount: usd(5426n), processor: 'iso8583' }),
      newEvent('PaymentDeclined', { operation, code, networkCode: '05' }),
    ]);
  }

  /** Sets a merchant's area `fraud`. */
  set(merchant: string, document: object) {
    return this.ask(requests.putSettings('fraud'), [PutSettingsRequestSchema, PutSettingsResponseSchema], {
      merchant,
      mode: 'test',
      document: JSON.stringify(document),
      expectedVersion: -1,
      command: randomUUID(),
      correlation: randomUUID(),
    });
  }

  ask<Q extends DescMessage, R extends DescMessage>(
    subject: string,
    [request, response]: readonly [Q, R],
    wish: MessageInitShape<Q>,
  ): Promise<MessageShape<R>> {
    return new Requests(this.ingress.runtime.bus).request(subject, request, response, wish);
  }
}
