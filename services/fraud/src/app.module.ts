import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG } from '@tollgate/service';
import { Attempts } from './adapters/postgres/attempts.js';
import { AttemptsPurge } from './adapters/postgres/attempts-purge.js';
import type { Config } from './config.js';
import { OrdersConsumer } from './consumers/orders.consumer.js';
import { defaultLimits } from './data/default-limits.js';

const attempts = {
  provide: Attempts,
  inject: [CONFIG],
  useFactory: ({ postgresUrl }: Config) => new Attempts({ connectionString: postgresUrl, limits: defaultLimits }),
};

@Module({ controllers: [OrdersConsumer], providers: [attempts, AttemptsPurge] })
export class AppModule implements OnApplicationShutdown {
  constructor(@Inject(Attempts) private readonly attempts: Attempts) {}

  onApplicationShutdown(): Promise<void> {
    return this.attempts.close();
  }
}
