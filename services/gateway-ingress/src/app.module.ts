import { readFileSync } from 'node:fs';
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type ServiceOptions } from '@tollgate/service';
import { CardVault } from './adapters/card-vault.js';
import { FileStore } from './adapters/file-store.js';
import { Goods } from './adapters/goods.js';
import { Outcomes } from './adapters/outcomes.js';
import { ApiKeys } from './adapters/postgres/api-keys.js';
import { ApiKey, Merchant } from './adapters/postgres/entities.js';
import { MerchantsAndKeys1763900100000 } from './adapters/postgres/migrations/1763900100000-merchants-and-keys.js';
import { type Config, configSchema } from './config.js';
import { Capture } from './http/capture.js';
import { CapturesController } from './http/captures.controller.js';
import { FileUploads } from './http/file-uploads.js';
import { GoodsController } from './http/goods.controller.js';
import { Idempotency } from './http/idempotency.js';
import { Keys } from './http/keys.js';
import { OrderIntake } from './http/order-intake.js';
import { OrdersController } from './http/orders.controller.js';
import { OwnOrders } from './http/own-orders.js';
import { Placement } from './http/placement.js';
import { PlacementsController } from './http/placements.controller.js';
import { QuotesController } from './http/quotes.controller.js';
import { ReportsController } from './http/reports.controller.js';
import { apiServer } from './http/server.js';

@Module({
  controllers: [PlacementsController, CapturesController, OrdersController, QuotesController, GoodsController, ReportsController],
  providers: [
    ApiKeys,
    Capture,
    CardVault,
    FileStore,
    FileUploads,
    Goods,
    Idempotency,
    Keys,
    OrderIntake,
    Outcomes,
    OwnOrders,
    Placement,
  ],
})
export class AppModule implements OnModuleInit {
  constructor(
    private readonly keys: ApiKeys,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    const { TOLLGATE_DEMO_MERCHANT_ID: merchant, TOLLGATE_DEMO_API_KEY_FILE: keyFile } = this.config;
    if (merchant && keyFile) await this.keys.ensure(merchant, readFileSync(keyFile, 'utf8').trim());
  }
}

/** The service as `main.ts` starts it, and tests do. */
export const serviceOptions: ServiceOptions<Config> = {
  name: 'gateway-ingress',
  module: AppModule,
  config: configSchema,
  entities: [Merchant, ApiKey],
  migrations: [MerchantsAndKeys1763900100000],
  http: apiServer,
};
