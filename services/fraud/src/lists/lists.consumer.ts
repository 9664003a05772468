import { Controller } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { OnEvent } from '@tollgate/messaging';
import { ListsHandler } from './lists.handler.js';

/** What was listed is applied by whoever appended it, and once more when its event comes: a crash between the two loses nothing. */
@Controller()
export class ListsConsumer {
  constructor(private readonly lists: ListsHandler) {}

  @OnEvent('FraudListEntryAdded', 'FraudListEntryRemoved')
  async apply({ header }: Extract<RecordedEvent, { type: 'FraudListEntryAdded' | 'FraudListEntryRemoved' }>): Promise<void> {
    await this.lists.apply(header.subject.id);
  }
}
