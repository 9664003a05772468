import { Inject, Injectable } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { type Clock, DomainError } from '@tollgate/errors';
import { CLOCK } from '@tollgate/service';
import { normalEmail } from '../addresses/normal-email.js';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { type ListQuery, type Page, pageAfter } from '../http/paging.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { type OwnOrder, OwnOrders } from '../orders/own-orders.repository.js';
import { refusal } from '../validation/field-error.js';
import type { CustomerSearch } from './customer.schema.js';
import { fromCustomerId } from './customer-id.js';
import { CustomerOrders } from './customer-orders.repository.js';
import { describeCustomer } from './describe-customer.js';

/** Orders that a customer's figures count, at most: each is folded from its events. */
const MAX_COUNTED = 250;
/** Orders that can be paged through. */
const MAX_LISTED = 10_000;

interface Known {
  readonly name: string;
  /** uuids of all their orders, newest first. */
  readonly ids: readonly string[];
  /** The newest of them. */
  readonly orders: readonly OwnOrder[];
}

/** The merchant's customers: whoever shares an e-mail address. They are nowhere but in their orders. */
@Injectable()
export class Customers {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly orders: CustomerOrders,
    private readonly own: OwnOrders,
    private readonly keys: OrderKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The customer with this address, or of this order; none where there is none, or they were forgotten. Throws DomainError `email_or_order`. */
  async find(caller: Caller, search: CustomerSearch): Promise<readonly object[]> {
    const name = await this.nameOf(caller, search);
    const known = name === undefined ? undefined : await this.known(caller, name);
    return known === undefined ? [] : [this.describe(known)];
  }

  /** With a page of their orders, newest first. Throws DomainError `not_found`. */
  async show(caller: Caller, id: string, page: ListQuery): Promise<object> {
    const name = fromCustomerId(id);
    const known = name === undefined ? undefined : await this.known(caller, name);
    if (known === undefined) throw new DomainError('not_found');
    return { ...this.describe(known), orders: await this.page(caller, known, page) };
  }

  private async nameOf(caller: Caller, { email, order }: CustomerSearch): Promise<string | undefined> {
    if ((email === undefined) === (order === undefined)) throw refusal('email_or_order', 'email');
    if (email !== undefined) return this.keys.nameOf(caller, 'customer', normalEmail(email));
    return (await this.own.find(caller, order ?? '')).key?.customerId;
  }

  private async known(caller: Caller, name: string): Promise<Known | undefined> {
    const ids = await this.orders.newest(caller, name, MAX_LISTED);
    const orders = await this.orders.load(caller, ids.slice(0, MAX_COUNTED));
    return orders.length === 0 ? undefined : { name, ids, orders };
  }

  private describe({ name, ids, orders }: Known) {
    const [newest] = orders;
    const person = newest && this.keys.unseal(newest.order.id, newest.order.placed.sealedPersonalData, newest.key);
    const counted = { name, orders: orders.map(({ order }) => order), person, hasMore: ids.length > MAX_COUNTED };
    return describeCustomer(counted, this.clock.now());
  }

  private async page(caller: Caller, { ids, orders }: Known, page: ListQuery): Promise<Page<object>> {
    const { data, nextCursor } = pageAfter(
      ids.map((id) => ({ id: toPublicId('ord', id), uuid: id })),
      page,
    );
    const known = new Map(orders.map((one) => [one.order.id, one]));
    const older = await this.orders.load(
      caller,
      data.flatMap(({ uuid }) => (known.has(uuid) ? [] : [uuid])),
    );
    for (const one of older) known.set(one.order.id, one);
    return { data: data.flatMap(({ uuid }) => known.get(uuid) ?? []).map((one) => this.own.describe(one)), nextCursor };
  }
}
