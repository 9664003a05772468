import { Controller } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { OnEvent } from '@tollgate/messaging';
import { CopyRemover } from './copy-remover.handler.js';

/** Whoever is forgotten is named by no copy any more. */
@Controller()
export class StampsConsumer {
  constructor(private readonly remover: CopyRemover) {}

  @OnEvent('CustomerForgotten')
  async forget({ data: { orders } }: RecordedEventOf<'CustomerForgotten'>): Promise<void> {
    for (const order of orders) await this.remover.forget(order);
  }
}
