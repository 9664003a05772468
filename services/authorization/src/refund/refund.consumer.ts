import { Controller } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { PerformOperationHandler, refunds } from '../operations/perform-operation.handler.js';

/** A merchant asked to give captured money back. */
@Controller()
export class RefundConsumer {
  constructor(private readonly operations: PerformOperationHandler) {}

  @OnEvent('RefundRequested')
  async perform({ header }: RecordedEventOf<'RefundRequested'>, { cause }: EventContext): Promise<void> {
    await this.operations.begin(refunds, header.subject.id, cause);
  }
}
