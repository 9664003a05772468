import { Inject, Injectable } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { type Clock, DomainError, invariant } from '@tollgate/errors';
import type { OrderLog } from '@tollgate/order-log';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { normalEmail } from '../addresses/normal-email.js';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { causeOfCommand, type RequestContext } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { recordOrFind } from '../orders/recorded-command.repository.js';
import { explain } from '../validation/explanations.data.js';
import { refusal } from '../validation/field-error.js';
import { certificateOf } from './certificate.js';
import { fromCustomerId } from './customer-id.js';
import { CustomerOrders } from './customer-orders.repository.js';
import { customerTarget, type Forgotten, forgetCustomer, isForgotten } from './forget-customer.js';
import { type OpenMatter, openMattersOf } from './open-matters.js';

/** Orders that one request forgets: their ids are one event, which goes over the bus. */
const MAX_ORDERS = 2_000;
const MAX_SHOWN = 100;

interface UnderWay {
  readonly id: string;
  readonly reasons: readonly OpenMatter[];
}

/** Orders of the customer are under way, which are told. */
class OrdersUnderWay extends DomainError {
  /** Further members of the problem document. */
  readonly extensions: { readonly orders: readonly UnderWay[] };

  constructor(orders: readonly UnderWay[]) {
    super('orders_under_way', undefined, explain('orders_under_way'));
    this.extensions = { orders: orders.slice(0, MAX_SHOWN) };
  }
}

/** Forgets customers: deletes the keys of their orders in the transaction that records it (ADR 32). */
@Injectable()
export class ForgetCustomer {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly orders: CustomerOrders,
    private readonly keys: OrderKeys,
    private readonly idempotency: IdempotencyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The certificate. Whoever has no orders left and was forgotten before is answered by the latest one. Throws DomainError `not_found`,
   *  `confirmation_differs`, `orders_under_way` with the orders; IdempotencyConflict when another request has the same idempotency key. */
  async forget(id: string, confirm: string, context: RequestContext): Promise<object> {
    const name = fromCustomerId(id);
    if (name === undefined) throw new DomainError('not_found');
    const event = (await this.forgottenBefore(name, context)) ?? (await this.forgetNow(name, confirm, context));
    return { ...certificateOf(event), ordersLeft: await this.orders.count(context.caller, name) };
  }

  /** All certificates of a customer, newest first: also of one who is known no more. */
  async certificates(caller: Caller, id: string): Promise<readonly ReturnType<typeof certificateOf>[]> {
    const name = fromCustomerId(id);
    return name === undefined ? [] : (await this.record(caller, name)).map(certificateOf).toReversed();
  }

  private async forgottenBefore(name: string, { caller, attempt }: RequestContext): Promise<Forgotten | undefined> {
    if (attempt.found === undefined) return undefined;
    const { id, answer } = attempt.found;
    const event = (await this.record(caller, name)).find(({ header }) =>
      answer ? header.id === answer : header.causation === id,
    );
    invariant(event !== undefined, 'the key of a request to forget leads to what it recorded');
    return event;
  }

  private async forgetNow(name: string, confirm: string, context: RequestContext): Promise<Forgotten> {
    const { caller } = context;
    const [orders, before] = await Promise.all([this.orders.oldest(caller, name, MAX_ORDERS), this.record(caller, name)]);
    if (orders.length === 0 && before.length === 0) throw new DomainError('not_found');
    if (this.keys.nameOf(caller, 'customer', normalEmail(confirm)) !== name) throw refusal('confirmation_differs', '/confirm');
    await this.refuseUnderWay(caller, orders);
    return (await this.append(name, orders, context)) ?? this.answerByLatest(name, context);
  }

  /** These orders and no others: whatever was placed since they were looked at stays. Undefined where there is nothing left of them to forget. */
  private async append(name: string, orders: readonly string[], context: RequestContext): Promise<Forgotten | undefined> {
    const target = customerTarget(context.caller, name);
    const cause = { ...causeOfCommand(context), isForgetting: true };
    const recorded = await recordOrFind(this.log, { order: target.id, causation: cause.id }, () =>
      this.log.decide(target, cause, (record) => forgetCustomer(record, { customer: name, orders })),
    );
    return recorded.find(isForgotten);
  }

  private async answerByLatest(name: string, { caller, attempt }: RequestContext): Promise<Forgotten> {
    const latest = (await this.record(caller, name)).at(-1);
    invariant(latest !== undefined, 'whoever has nothing left to forget was forgotten');
    await this.idempotency.keep(attempt, { answer: latest.header.id });
    return latest;
  }

  private async record(caller: Caller, name: string): Promise<readonly Forgotten[]> {
    return (await this.log.read(customerTarget(caller, name).id)).filter(isForgotten);
  }

  private async refuseUnderWay(caller: Caller, ids: readonly string[]): Promise<void> {
    const now = this.clock.now();
    const underWay = (await this.orders.load(caller, ids))
      .map(({ order }) => ({ id: toPublicId('ord', order.id), reasons: openMattersOf(order, now) }))
      .filter(({ reasons }) => reasons.length > 0);
    if (underWay.length > 0) throw new OrdersUnderWay(underWay);
  }
}
