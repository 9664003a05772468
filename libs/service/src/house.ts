import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { Bus, Requests } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { DataSource } from 'typeorm';
import type { Log } from './logger.js';
import { Metrics } from './metrics.js';
import { Tracer } from './telemetry.js';
import { CONFIG, LOG, ORDER_LOG } from './tokens.js';

/** What a service has in hand while it runs. */
export interface House {
  readonly config: unknown;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly bus: Bus;
  readonly database: DataSource;
  readonly orderLog: OrderLog;
}

/** Provides the house to every module of the service. */
@Global()
@Module({})
class HouseModule {}

@Module({})
class Root {}

/** The service's module in its house. */
export const rootOf = (house: House, service: Type): DynamicModule => ({ module: Root, imports: [houseModule(house), service] });

const houseModule = (house: House): DynamicModule => {
  const providers = [
    { provide: CONFIG, useValue: house.config },
    { provide: LOG, useValue: house.log },
    { provide: ORDER_LOG, useValue: house.orderLog },
    { provide: Metrics, useValue: house.metrics },
    { provide: Tracer, useValue: house.tracer },
    { provide: Bus, useValue: house.bus },
    { provide: Requests, useValue: new Requests(house.bus) },
    { provide: DataSource, useValue: house.database },
  ];
  return { module: HouseModule, providers, exports: providers.map(({ provide }) => provide) };
};
