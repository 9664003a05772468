import { readFileSync } from 'node:fs';
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type ServiceOptions } from '@tollgate/service';
import { ApiKey, Merchant } from './api-keys/api-key.entity.js';
import { ApiKeys } from './api-keys/api-keys.repository.js';
import { MerchantsAndKeys1763900100000 } from './api-keys/migrations/1763900100000-merchants-and-keys.migration.js';
import { CardTokensModule } from './card-tokens/card-tokens.module.js';
import { type Config, configSchema } from './config.js';
import { DocsModule } from './docs/docs.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { GoodsModule } from './goods/goods.module.js';
import { HttpModule } from './http/http.module.js';
import { apiServer } from './http/server.module.js';
import { MailsModule } from './mails/mails.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { OrderEventsModule } from './order-events/order-events.module.js';
import { OrderSearchModule } from './order-search/order-search.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { PlacementsModule } from './placements/placements.module.js';
import { QuotesModule } from './quotes/quotes.module.js';
import { ReissuesModule } from './reissues/reissues.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { SettingsModule } from './settings/settings.module.js';

@Module({
  imports: [
    HttpModule,
    DocsModule,
    PlacementsModule,
    OrdersModule,
    OrderEventsModule,
    QuotesModule,
    GoodsModule,
    ReportsModule,
    ExportsModule,
    OperationsModule,
    ReviewsModule,
    ReissuesModule,
    MailsModule,
    SettingsModule,
    CardTokensModule,
    OrderSearchModule,
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
  isPrompt: true,
};
