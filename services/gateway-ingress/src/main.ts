import { startService } from '@tollgate/service';
import { ApiKey, Merchant } from './adapters/postgres/entities.js';
import { MerchantsAndKeys1763900100000 } from './adapters/postgres/migrations/1763900100000-merchants-and-keys.js';
import { AppModule } from './app.module.js';
import { configSchema } from './config.js';
import { apiDoor } from './http/door.js';

await startService({
  name: 'gateway-ingress',
  module: AppModule,
  config: configSchema,
  entities: [Merchant, ApiKey],
  migrations: [MerchantsAndKeys1763900100000],
  http: apiDoor,
});
