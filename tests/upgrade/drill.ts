/** What the drill does with either release in the same way. */

import { join } from 'node:path';
import type { NewEvent, RecordedEvent } from '@tollgate/contracts';
import type { OrderLog, Publish } from '@tollgate/order-log';
import type { TestPostgres, TestServer } from '@tollgate/testing';
import type { Release } from './release.ts';

export interface Servers {
  readonly postgres: TestPostgres;
  readonly nats: TestServer;
}

type Bus = Awaited<ReturnType<Release['messaging']['openBus']>>;
type Handled = { readonly type: string; readonly outcome: string };

/** A running service of a release, as far as it takes events: what came to it, and what became of each. */
export interface Listener {
  readonly received: readonly RecordedEvent[];
  readonly handled: readonly Handled[];
  close(): Promise<void>;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const nothingCounted = {
  eventPublished: () => undefined,
  publishRepeated: () => undefined,
  requestAnswered: () => undefined,
  consumerLag: () => undefined,
};

/** One event as this release makes it, by the names of whichever release. */
export const eventOf = ({ contracts }: Release, type: string, init: object): NewEvent =>
  contracts.newEvent(type as NewEvent['type'], init as never);

/** A release at work on the servers that both share; `close` ends all that was opened of it. */
export class RunningRelease {
  private readonly open: { close(): Promise<void> }[] = [];
  private readonly logs = new Map<string, Promise<OrderLog>>();

  readonly release: Release;
  readonly bus: Bus;
  private readonly servers: Servers;

  private constructor(release: Release, servers: Servers, bus: Bus) {
    this.release = release;
    this.servers = servers;
    this.bus = bus;
  }

  static async start(release: Release, servers: Servers): Promise<RunningRelease> {
    return new RunningRelease(release, servers, await release.messaging.openBus({ ...busOptions, servers: servers.nats.url }));
  }

  /** The event log as one service of this release sees it: one a service, that publishes on the bus. */
  log(service: string): Promise<OrderLog> {
    const known = this.logs.get(service) ?? this.openLog(service, {});
    this.logs.set(service, known);
    return known;
  }

  /** A log of a process of its own, e.g. one that dies before it publishes, or that relays. */
  async openLog(service: string, options: { publish?: Publish; isRelaying?: boolean }): Promise<OrderLog> {
    const log = await this.release.orderLog.openOrderLog({
      connectionString: this.servers.postgres.urlFor(service.replaceAll('-', '_')),
      service,
      publish: (event) => this.bus.publishEvent(event),
      onOutcome: (event) => this.bus.publishOutcome(event),
      isRelaying: false,
      ...options,
    });
    this.open.push(log);
    return log;
  }

  /** A service that listens to these types of events. */
  async listen(service: string, types: readonly string[]): Promise<Listener> {
    const { contracts, messaging } = this.release;
    const received: RecordedEvent[] = [];
    const handled: Handled[] = [];
    const meter = { ...nothingCounted, eventHandled: (type: string, outcome: string) => void handled.push({ type, outcome }) };
    const parked = new messaging.ParkedEvents({ query: async () => [] });
    const strategy = new messaging.JetStreamStrategy({ bus: this.bus, service, parked, log: silent, meter });
    const handler = async (event: RecordedEvent) => void received.push(event);
    for (const type of types) strategy.addHandler(contracts.eventFilter(type as NewEvent['type']), handler, true);
    await new Promise<void>((resolve, reject) => strategy.listen((error) => (error === undefined ? resolve() : reject(error))));
    const listener = { received, handled, close: () => strategy.close() };
    this.open.push(listener);
    return listener;
  }

  async close(): Promise<void> {
    for (const one of this.open.splice(0).reverse()) await one.close();
    await this.bus.close();
  }
}

const busOptions = { service: 'upgrade', log: silent };

/** The last of what was appended. */
export const lastOf = (events: readonly RecordedEvent[]): RecordedEvent => {
  const last = events.at(-1);
  if (last === undefined) throw new Error('nothing was appended');
  return last;
};

/** The log from its beginning, a few events a page, until the tail stands still. */
export const readToTheEnd = async (log: OrderLog): Promise<readonly RecordedEvent[]> => {
  const found: RecordedEvent[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await log.readAll(cursor, 2);
    found.push(...page.events);
    if (page.cursor === cursor) return found;
    cursor = page.cursor;
  }
};

const root = join(import.meta.dirname, '../..');

/** The service reporting of the release at hand, in this process. */
export const startReporting = async ({ postgres, nats }: Servers): Promise<{ stop(): Promise<void> }> => {
  const load = (path: string) => import(join(root, path));
  const { openService } = await load('libs/service/src/index.ts');
  const { AppModule: module } = await load('services/reporting/src/app.module.ts');
  const { configSchema: config } = await load('services/reporting/src/config.ts');
  const { migrations } = await load('services/reporting/src/database/all.migration.ts');
  const environment = {
    TOLLGATE_POSTGRES_URL: postgres.urlFor('reporting'),
    TOLLGATE_NATS_URL: nats.url,
    TOLLGATE_HEALTH_PORT: '0',
    TOLLGATE_LOG_LEVEL: 'silent',
    TOLLGATE_REPORTING_POLL_MS: '20',
  };
  return openService({ name: 'reporting', module, config, migrations, environment });
};
