import { Controller } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { PerformOperationHandler, voids } from '../operations/perform-operation.handler.js';

/** A merchant asked to give up what is authorized and not captured. */
@Controller()
export class VoidConsumer {
  constructor(private readonly operations: PerformOperationHandler) {}

  @OnEvent('VoidRequested')
  async perform({ header }: RecordedEventOf<'VoidRequested'>, { cause }: EventContext): Promise<void> {
    await this.operations.begin(voids, header.subject.id, cause);
  }
}
