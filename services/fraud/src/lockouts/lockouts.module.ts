import { Module } from '@nestjs/common';
import { ListsModule } from '../lists/lists.module.js';
import { FailuresRepository } from './failures.repository.js';
import { LockoutsConsumer } from './lockouts.consumer.js';
import { LockoutsHandler } from './lockouts.handler.js';

/** Cards and e-mail addresses that fail too often. */
@Module({
  imports: [ListsModule],
  controllers: [LockoutsConsumer],
  providers: [LockoutsHandler, FailuresRepository],
  exports: [LockoutsHandler],
})
export class LockoutsModule {}
