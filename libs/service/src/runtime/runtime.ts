import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { type Clock } from '@tollgate/errors';
import { Bus, Requests } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { DataSource } from 'typeorm';
import type { DatabaseProbe } from '../health/database-probe.js';
import { Readiness } from '../health/readiness.js';
import type { Log } from '../telemetry/logger.js';
import { Metrics } from '../telemetry/metrics.js';
import { Tracer } from '../telemetry/telemetry.js';
import { CLOCK, CONFIG, LOG, ORDER_LOG } from './tokens.js';

/** What a service has in hand while it runs. */
export interface Runtime {
  readonly config: unknown;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly bus: Bus;
  readonly database: DataSource;
  /** Whether the database answers. */
  readonly probe: DatabaseProbe;
  readonly orderLog: OrderLog;
  readonly clock: Clock;
  readonly readiness: Readiness;
}

/** Provides the runtime to every module of the service. */
@Global()
@Module({})
class RuntimeModule {}

@Module({})
class Root {}

/** The service's module, with the runtime provided to it. */
export const rootOf = (runtime: Runtime, service: Type): DynamicModule => ({
  module: Root,
  imports: [runtimeModule(runtime), service],
});

const runtimeModule = (runtime: Runtime): DynamicModule => {
  const providers = [
    { provide: CONFIG, useValue: runtime.config },
    { provide: LOG, useValue: runtime.log },
    { provide: ORDER_LOG, useValue: runtime.orderLog },
    { provide: CLOCK, useValue: runtime.clock },
    { provide: Readiness, useValue: runtime.readiness },
    { provide: Metrics, useValue: runtime.metrics },
    { provide: Tracer, useValue: runtime.tracer },
    { provide: Bus, useValue: runtime.bus },
    { provide: Requests, useValue: new Requests(runtime.bus) },
    { provide: DataSource, useValue: runtime.database },
  ];
  return { module: RuntimeModule, providers, exports: providers.map(({ provide }) => provide) };
};
