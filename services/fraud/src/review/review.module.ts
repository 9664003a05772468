import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { type DueWork, DueWorkRunner, PostgresDueWork } from '@tollgate/postgres';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import { DataSource } from 'typeorm';
import { HeldOrdersRepository } from './held-orders.repository.js';
import { DUE_WORK, REVIEW_DEADLINE, ReviewHandler } from './review.handler.js';
import { ReviewResponder } from './review.responder.js';

const dueWork = {
  provide: DUE_WORK,
  inject: [DataSource, CLOCK],
  useFactory: (database: DataSource, clock: Clock) => new PostgresDueWork({ database, schema: 'fraud', clock }),
};

const runner = {
  provide: DueWorkRunner,
  inject: [DUE_WORK, ReviewHandler, CLOCK, LOG],
  // biome-ignore lint/complexity/useMaxParams: Nest hands over what `inject` names, one by one
  useFactory: (work: DueWork, reviews: ReviewHandler, clock: Clock, log: Log) =>
    new DueWorkRunner({
      dueWork: work,
      handlers: [{ kind: REVIEW_DEADLINE, handle: (item) => reviews.end(item) }],
      clock,
      random: { fraction: Math.random },
      onFailure: (error, item) => log.warn({ error, order: item?.key }, 'a review could not be ended at its deadline yet'),
    }),
};

/** Held orders: who looks at them, and what happens when nobody does. */
@Module({
  controllers: [ReviewResponder],
  providers: [ReviewHandler, HeldOrdersRepository, dueWork, runner],
  exports: [ReviewHandler],
})
export class ReviewModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(DueWorkRunner) private readonly deadlines: DueWorkRunner) {}

  onApplicationBootstrap(): void {
    this.deadlines.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.deadlines.stop();
  }
}
