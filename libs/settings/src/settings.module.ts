import { type DynamicModule, Inject, type InjectionToken, Module, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { systemClock } from '@tollgate/errors';
import { Bus } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { type SettingsCheck, SettingsHandler } from './settings.handler.js';
import { settingsResponder } from './settings.responder.js';
import { SettingsStore } from './settings.store.js';
import type { SettingsArea } from './settings-area.js';
import { busHints } from './settings-hints.js';

export interface SettingsModuleOptions {
  readonly areas: readonly SettingsArea<object>[];
  /** The token under which the service's OrderLog is provided. */
  readonly orderLog: InjectionToken;
  /** Where a SettingsCheck comes from, and its token. */
  readonly check?: { readonly module: Type; readonly token: InjectionToken };
}

/** A service's settings: a SettingsStore to inject, and the answers to `settings.<area>.get` and `settings.<area>.put`.
 *
 *      imports: [SettingsModule.of({ areas: [fraudSettings], orderLog: ORDER_LOG })]
 */
@Module({})
export class SettingsModule implements OnApplicationShutdown {
  constructor(@Inject(SettingsStore) private readonly store: SettingsStore) {}

  static of({ areas, orderLog, check }: SettingsModuleOptions): DynamicModule {
    const inject = [orderLog, Bus];
    return {
      module: SettingsModule,
      global: true,
      imports: check === undefined ? [] : [check.module],
      controllers: areas.map((area) => settingsResponder(area)),
      providers: [
        { provide: SettingsStore, inject, useFactory: openStore },
        {
          provide: SettingsHandler,
          inject: [...inject, SettingsStore, ...(check ? [check.token] : [])],
          useFactory: openHandler,
        },
      ],
      exports: [SettingsStore],
    };
  }

  onApplicationShutdown(): void {
    this.store.close();
  }
}

const openStore = (log: OrderLog, bus: Bus): SettingsStore =>
  new SettingsStore({ log, hints: busHints(bus), clock: systemClock });

// biome-ignore lint/complexity/useMaxParams: Nest hands over what `inject` names, one by one
const openHandler = (log: OrderLog, bus: Bus, store: SettingsStore, check?: SettingsCheck): SettingsHandler =>
  new SettingsHandler({ log, hints: busHints(bus), store, check });
