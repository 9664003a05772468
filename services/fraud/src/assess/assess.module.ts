import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../config.js';
import { LockoutsModule } from '../lockouts/lockouts.module.js';
import { ReviewModule } from '../review/review.module.js';
import { AssessHandler } from './assess.handler.js';
import { AttemptRepository } from './attempt.repository.js';
import { OrdersConsumer } from './orders.consumer.js';
import { PurgeAttemptsHandler } from './purge-attempts.handler.js';

const attempts = {
  provide: AttemptRepository,
  inject: [CONFIG],
  useFactory: ({ postgresUrl }: Config) => new AttemptRepository(postgresUrl),
};

/** Judges priced orders. */
@Module({
  imports: [ReviewModule, LockoutsModule],
  controllers: [OrdersConsumer],
  providers: [AssessHandler, attempts, PurgeAttemptsHandler],
})
export class AssessModule implements OnApplicationShutdown {
  constructor(@Inject(AttemptRepository) private readonly attempts: AttemptRepository) {}

  onApplicationShutdown(): Promise<void> {
    return this.attempts.close();
  }
}
