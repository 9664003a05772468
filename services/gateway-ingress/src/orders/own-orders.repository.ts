import { Inject, Injectable } from '@nestjs/common';
import { fromPublicId, type RecordedEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { fold, type Order } from '@tollgate/order';
import type { OrderKey, OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { describeOrder, type OrderViews } from './answer-order.js';
import { OrderKeys } from './order-keys.store.js';

export interface OwnOrder {
  readonly order: Order;
  readonly events: readonly RecordedEvent[];
  readonly key: OrderKey | undefined;
}

/** The one place through which orders are read for a merchant: an order that is absent, another merchant's, of the other mode, or
 *  named by what is no id at all, is `not_found` alike (S1). */
@Injectable()
export class OwnOrders {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly keys: OrderKeys,
  ) {}

  /** What answers show of orders. */
  get views(): OrderViews {
    return this.keys;
  }

  /** By its public id. Throws DomainError `not_found`. */
  async find(caller: Caller, publicId: string): Promise<OwnOrder> {
    const id = fromPublicId('ord', publicId);
    const found = id === undefined ? undefined : await this.load(caller, id);
    if (found === undefined) throw new DomainError('not_found');
    return found;
  }

  /** By its uuid; undefined where the caller has no such order. */
  async load(caller: Caller, id: string): Promise<OwnOrder | undefined> {
    const { events, key } = await this.log.readWithKey(id);
    const order = fold(events);
    if (order === undefined || order.merchant !== caller.merchant || order.mode !== caller.mode) return undefined;
    return { order, events, key };
  }

  /** All of an order, with the person's data unsealed. */
  describe({ order, key }: OwnOrder) {
    return describeOrder(order, this.views, this.keys.unseal(order.id, order.placed.sealedPersonalData, key));
  }
}
