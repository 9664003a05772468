import { Controller } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { captures, PerformOperationHandler } from '../operations/perform-operation.handler.js';

/** A merchant asked to take an authorized amount. */
@Controller()
export class CaptureConsumer {
  constructor(private readonly operations: PerformOperationHandler) {}

  @OnEvent('CaptureRequested')
  async perform({ header }: RecordedEventOf<'CaptureRequested'>, { cause }: EventContext): Promise<void> {
    await this.operations.begin(captures, header.subject.id, cause);
  }
}
