import { Controller } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { credits, PerformOperationHandler } from '../operations/perform-operation.handler.js';

/** A merchant asked to give money to a card without a sale before it. */
@Controller()
export class CreditConsumer {
  constructor(private readonly operations: PerformOperationHandler) {}

  @OnEvent('CreditPlaced')
  async perform({ header }: RecordedEventOf<'CreditPlaced'>, { cause }: EventContext): Promise<void> {
    await this.operations.begin(credits, header.subject.id, cause);
  }
}
