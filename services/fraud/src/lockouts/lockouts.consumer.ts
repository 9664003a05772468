import { Controller } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { OnEvent } from '@tollgate/messaging';
import { LockoutsHandler } from './lockouts.handler.js';

@Controller()
export class LockoutsConsumer {
  constructor(private readonly lockouts: LockoutsHandler) {}

  @OnEvent('PaymentDeclined')
  decline(event: RecordedEventOf<'PaymentDeclined'>): Promise<void> {
    return this.lockouts.declined(event);
  }
}
