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

/** The order as its events up to a moment tell it; undefined where it was not placed yet. The cut is in the order of the log: what came after an
 *  event of later is later, whatever a service's clock said. */
const asOf = ({ events, key }: OwnOrder, at: string): OwnOrder | undefined => {
  const atMs = Date.parse(at);
  const later = events.findIndex(({ header }) => Date.parse(header.occurredAt) > atMs);
  const known = later === -1 ? events : events.slice(0, later);
  const order = fold(known);
  return order === undefined ? undefined : { order, events: known, key };
};

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

  /** By its public id; as it was at a moment (RFC 3339), where one is given. Throws DomainError `not_found`. */
  async find(caller: Caller, publicId: string, at?: string): Promise<OwnOrder> {
    const id = fromPublicId('ord', publicId);
    const found = id === undefined ? undefined : await this.load(caller, id, at);
    if (found === undefined) throw new DomainError('not_found');
    return found;
  }

  /** By its uuid; undefined where the caller has no such order, or had none at that moment. */
  async load(caller: Caller, id: string, at?: string): Promise<OwnOrder | undefined> {
    const { events, key } = await this.log.readWithKey(id);
    const order = fold(events);
    if (order === undefined || order.merchant !== caller.merchant || order.mode !== caller.mode) return undefined;
    const found = { order, events, key };
    return at === undefined ? found : asOf(found, at);
  }

  /** What somebody noted on an order, sealed under its key; null where nothing was, and once the customer was forgotten. */
  noteIn({ order, key }: Pick<OwnOrder, 'order' | 'key'>, sealedNote: string): string | null {
    const opened = this.keys.unseal(order.id, sealedNote, key) as { readonly note?: string } | undefined;
    return opened?.note ?? null;
  }

  /** All of an order, with the person's data unsealed. */
  describe({ order, key }: OwnOrder) {
    return describeOrder(order, this.views, this.keys.unseal(order.id, order.placed.sealedPersonalData, key));
  }
}
