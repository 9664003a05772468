import { Inject, Injectable } from '@nestjs/common';
import { type Clock, DomainError } from '@tollgate/errors';
import { fold } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { StampedCopies } from './copies.repository.js';
import { endOf } from './copies-of.js';

/** Tries once more what could not be made, for the links that there are: those stay what they are, and nobody gets a mail. */
@Injectable()
export class RetryCopies {
  @Inject(CLOCK) private readonly clock!: Clock;

  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly copies: StampedCopies,
  ) {}

  /** Answers how many of the order are tried: none of what nobody may fetch any more. Asked again meanwhile, it changes nothing. Throws DomainError
   *  `not_found`. */
  async ofOrder(id: string): Promise<number> {
    const order = fold(await this.orders.read(id));
    if (order === undefined) throw new DomainError('not_found');
    const nowMs = this.clock.now().getTime();
    const open = (await this.copies.of(id))
      .filter(({ state }) => state === 'failed')
      .map((copy) => ({ copy: { ...copy, mode: order.mode }, endMs: endOf(order, copy.index, nowMs) }))
      .filter((one): one is typeof one & { endMs: number } => one.endMs !== undefined);
    for (const { copy, endMs } of open) await this.copies.want([copy], new Date(endMs));
    return open.length;
  }
}
