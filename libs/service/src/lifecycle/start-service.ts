import 'reflect-metadata';
import type { Server } from 'node:http';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { type Clock, systemClock } from '@tollgate/errors';
import { JetStreamStrategy, openBus, ParkedEvents, StreamKeeper } from '@tollgate/messaging';
import { openOrderLog } from '@tollgate/order-log';
import { PROMPT_TIMEOUTS } from '@tollgate/postgres';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { ZodType } from 'zod';
import { DatabaseProbe } from '../health/database-probe.js';
import { openHealthServer } from '../health/health-server.js';
import { Readiness } from '../health/readiness.js';
import type { HttpServerOptions } from '../http/http-server.js';
import { type Runtime } from '../runtime/runtime.js';
import { type RuntimeConfig, readEnvironment, runtimeConfig } from '../runtime/runtime-config.js';
import { type Log, openLog } from '../telemetry/logger.js';
import { Metrics } from '../telemetry/metrics.js';
import { Tracer } from '../telemetry/telemetry.js';
import { buildApplication } from './application.js';
import { openDatabase } from './database.js';
import { endOnSignal } from './drain.js';
import { endOnDefect } from './end-on-defect.js';
import { retryForever } from './retry-forever.js';

export interface ServiceOptions<C> {
  /** With dashes: names the durable consumer, the queue group, `service.name`, and with underscores the schema. */
  readonly name: string;
  readonly module: Type;
  /** The service's own part of the environment, typed; injected as CONFIG. */
  readonly config: ZodType<C>;
  readonly entities?: readonly ((new () => object) | EntitySchema)[];
  readonly migrations?: readonly (new () => MigrationInterface)[];
  /** For a service with an HTTP server. */
  readonly http?: (config: C) => HttpServerOptions;
  /** A merchant waits for what it does: its connections to the database have `PROMPT_TIMEOUTS`. */
  readonly isPrompt?: boolean;
  /** How long what it appends waits for more to share a commit with: for a service that hardly anybody waits for. Default: 0. */
  readonly gatherMs?: number;
  /** `process.env` unless given. */
  readonly environment?: NodeJS.ProcessEnv;
  /** The machine's clock unless given. */
  readonly clock?: Clock;
}

/** A service that serves. */
export interface RunningService {
  readonly app: INestApplicationContext;
  readonly runtime: Runtime;
  readonly healthPort: number;
  /** Stops pulling, ends what is under way, flushes, acknowledges, lets go. */
  stop(): Promise<void>;
}

/** Starts a service and ends it cleanly on SIGTERM and SIGINT. Waits for servers that are not there yet. */
export const startService = async <C>(options: ServiceOptions<C>): Promise<RunningService> => {
  const service = await openService(options);
  endOnDefect(service.runtime.log);
  endOnSignal(service, service.runtime.log);
  return service;
};

/** The same without a hand on the process: for tests. */
export const openService = async <C>(options: ServiceOptions<C>): Promise<RunningService> => {
  const environment = options.environment ?? process.env;
  const runtimeSettings = readEnvironment(runtimeConfig, environment);
  const config = readEnvironment(options.config, environment);
  const log = openLog({ service: options.name, level: runtimeSettings.TOLLGATE_LOG_LEVEL });
  const metrics = new Metrics(options.name);
  const host = runtimeSettings.TOLLGATE_LISTEN_HOST;
  const state: ServingState = { isServing: false };
  const port = runtimeSettings.TOLLGATE_HEALTH_PORT;
  const degraded = () => state.runtime?.readiness.degraded() ?? [];
  const notes = () => state.runtime?.readiness.notes() ?? {};
  const health = await openHealthServer({ port, host, metrics, isReady: () => readiness(state), degraded, notes });
  const opened: Close[] = [() => new Promise((resolve) => health.close(resolve))];
  try {
    const runtime = await openRuntime({ options, settings: runtimeSettings, config, log, metrics }, opened);
    state.runtime = runtime;
    const strategy = strategyOf(options.name, runtime, runtimeSettings);
    opened.push(() => strategy.close());
    const app = await buildApplication({ module: options.module, runtime, strategy, http: options.http?.(config), host });
    opened.splice(-1, 1, () => app.close()); // the strategy stops first of all, see `stop`
    state.isServing = true;
    log.info({}, 'serving');
    const stop = async () => {
      state.isServing = false;
      await strategy.close();
      await closeAll(opened);
      log.info({}, 'stopped');
    };
    return { app, runtime, healthPort: portOf(health), stop };
  } catch (error) {
    await Promise.allSettled([closeAll(opened)]);
    throw error;
  }
};

type Close = () => Promise<unknown>;

/** What was opened last is closed first: the HTTP server, then the log, the database and the bus. */
const closeAll = async (opened: readonly Close[]): Promise<void> => {
  for (const close of opened.toReversed()) await close();
};

interface ServingState {
  isServing: boolean;
  runtime?: Runtime;
}

const readiness = async ({ isServing, runtime }: ServingState): Promise<Readonly<Record<string, boolean>>> => {
  const database = runtime === undefined ? 'away' : await runtime.probe.health();
  return {
    serving: isServing,
    bus: runtime?.bus.isConnected ?? false,
    database: database !== 'away',
    room_on_the_database_disk: database !== 'full',
    ...runtime?.readiness.report(),
  };
};

interface Opening<C> {
  readonly options: ServiceOptions<C>;
  readonly settings: RuntimeConfig;
  readonly config: C;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Notes in `opened` how to close each thing as it is opened. */
const openRuntime = async <C>({ options, settings, config, log, metrics }: Opening<C>, opened: Close[]): Promise<Runtime> => {
  const { name: service, entities = [], migrations = [], clock = systemClock, gatherMs = 0, isPrompt } = options;
  const timeouts = isPrompt === true ? PROMPT_TIMEOUTS : undefined;
  const url = settings.TOLLGATE_POSTGRES_URL;
  const tracer = new Tracer({ service, endpoint: settings.OTEL_EXPORTER_OTLP_ENDPOINT });
  opened.push(() => tracer.close());
  const bus = await retryForever('the bus', log, () =>
    openBus({ servers: settings.TOLLGATE_NATS_URL, service, log, meter: metrics }),
  );
  opened.push(() => bus.close());
  const database = await retryForever('the database', log, () =>
    openDatabase({ url, service, entities, migrations, log, timeouts }),
  );
  opened.push(() => database.destroy());
  const probe = new DatabaseProbe({ connectionString: url, name: `${service} health` });
  opened.push(() => probe.close());
  let keeper: StreamKeeper | undefined;
  const orderLog = await openOrderLog({
    connectionString: url,
    service,
    publish: (event, options) => bus.publishEvent(event, options),
    onOutcome: (event) => bus.publishOutcome(event),
    onFailure: (error) => log.warn({ error }, 'the order event log or the bus is out of reach'),
    onRelayed: (count) => metrics.eventsRelayed(count),
    onStanding: (events) => {
      metrics.eventsSwept(events.length);
      const orders = [...new Set(events.map(({ header }) => header.subject.id))].slice(0, 10);
      log.error({ count: events.length, types: [...new Set(events.map(({ type }) => type))], orders }, 'orders make no progress');
    },
    whileLeading: (ledger) => keeper?.look(ledger),
    clock: () => clock.now(),
    gatherMs,
    timeouts,
  });
  opened.push(() => orderLog.close());
  const maxAgeMs = settings.TOLLGATE_STREAM_MAX_AGE_HOURS * hourMs;
  keeper = new StreamKeeper({ bus, orderLog, clock, maxAgeMs, log });
  return { config, log, metrics, tracer, bus, database, probe, orderLog, clock, readiness: new Readiness() };
};

const hourMs = 3_600_000;

const strategyOf = (service: string, runtime: Runtime, settings: RuntimeConfig): JetStreamStrategy => {
  const { TOLLGATE_STREAM_MAX_BYTES: maxBytes, TOLLGATE_STREAM_REPLICAS: replicas } = settings;
  return new JetStreamStrategy({
    bus: runtime.bus,
    service,
    parked: new ParkedEvents(runtime.database),
    log: runtime.log,
    meter: runtime.metrics,
    limits: { maxBytes, replicas },
    ackWaitMs: settings.TOLLGATE_ACK_WAIT_MS,
    canWork: async () => (await runtime.probe.health()) === 'well',
  });
};

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
