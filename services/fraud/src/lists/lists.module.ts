import { Module } from '@nestjs/common';
import { ListEntriesRepository } from './list-entries.repository.js';
import { ListsConsumer } from './lists.consumer.js';
import { ListsHandler } from './lists.handler.js';
import { ListsResponder } from './lists.responder.js';

/** What merchants block and allow, and what is locked out. */
@Module({
  controllers: [ListsResponder, ListsConsumer],
  providers: [ListsHandler, ListEntriesRepository],
  exports: [ListsHandler],
})
export class ListsModule {}
