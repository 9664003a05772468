import { readFileSync } from 'node:fs';
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type ServiceOptions } from '@tollgate/service';
import { CardVault } from './cards/card-vault.client.js';
import { FileStore } from './goods/file-store.client.js';
import { Goods } from './goods/goods.client.js';
import { Outcomes } from './outcomes/outcomes.js';
import { ApiKeys } from './api-keys/api-keys.repository.js';
import { ApiKey, Merchant } from './api-keys/api-key.entity.js';
import { MerchantsAndKeys1763900100000 } from './api-keys/migrations/1763900100000-merchants-and-keys.js';
import { type Config, configSchema } from './config.js';
import { Capture } from './captures/capture-order.handler.js';
import { CapturesController } from './captures/captures.controller.js';
import { FileUploads } from './goods/file-uploads.controller.js';
import { GoodsController } from './goods/goods.controller.js';
import { Idempotency } from './http/idempotency.interceptor.js';
import { Keys } from './orders/order-keys.js';
import { OrderIntake } from './orders/order-intake.handler.js';
import { OrdersController } from './orders/orders.controller.js';
import { OwnOrders } from './orders/own-orders.js';
import { Placement } from './orders/place-order.handler.js';
import { PlacementsController } from './orders/placements.controller.js';
import { QuotesController } from './quotes/quotes.controller.js';
import { ReportsController } from './reports/reports.controller.js';
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
