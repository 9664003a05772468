import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { DomainError, invariant } from '@tollgate/errors';
import { fold, type Order } from '@tollgate/order';
import type { IdempotencyKey, IdempotencyRecord, OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { answerOrder } from '../orders/answer-order.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { explain } from '../validation/explanations.data.js';
import { ordersOf } from './count-orders.repository.js';
import { isReferenceFree, referenceKey } from './reference.js';

/** The reference belongs to an order that took money, or may still take some; the order is told. */
class ReferenceTaken extends DomainError {
  /** Further members of the problem document. */
  readonly extensions: { readonly order: object };

  constructor(order: object) {
    super('reference_taken', '/reference', explain('reference_taken'));
    this.extensions = { order };
  }
}

/** Which merchant's own order numbers are taken: an idempotency record for each order that asked for a unique one. */
@Injectable()
export class References {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly idempotency: IdempotencyRepository,
    private readonly keys: OrderKeys,
  ) {}

  /** The record that takes a reference, to be appended with the order. Throws DomainError `reference_taken` (409), with the order that has it. Reads
   *  one order, and twice the logarithm of how many had the reference before. */
  async take(caller: Caller, reference: string): Promise<IdempotencyRecord> {
    const { merchant, mode } = caller;
    const nameOf = (count: number) => ({ merchant, mode, scope: 'reference', key: referenceKey(reference, count) }) as const;
    const count = await ordersOf((one) => this.isKept(nameOf(one)));
    // The orders before the newest freed the reference before the next one took it, and no order takes money after its end.
    if (count > 0) await this.refuseUnlessFree(nameOf(count));
    return { id: newId(), ...nameOf(count + 1), fingerprint: this.idempotency.fingerprint(caller, reference) };
  }

  private async isKept(name: IdempotencyKey): Promise<boolean> {
    return (await this.log.findIdempotencyRecord(name)) !== undefined;
  }

  private async refuseUnlessFree(name: IdempotencyKey): Promise<void> {
    const order = await this.orderOf(name);
    if (!isReferenceFree(order)) throw new ReferenceTaken(answerOrder(order, this.keys));
  }

  private async orderOf(name: IdempotencyKey): Promise<Order> {
    const { subject = null } = (await this.log.findIdempotencyRecord(name)) ?? {};
    const order = subject === null ? undefined : fold(await this.log.read(subject));
    invariant(order !== undefined, 'a reference was taken with an order');
    return order;
  }
}
