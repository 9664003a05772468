import { Inject, Injectable } from '@nestjs/common';
import type { EventHeader, MessageInitShape, ResolveReviewRequest, ResolveReviewResponseSchema } from '@tollgate/contracts';
import { type Clock, DomainError, invariant } from '@tollgate/errors';
import { fold, type Order } from '@tollgate/order';
import { causeOf, type OrderLog, orderTarget } from '@tollgate/order-log';
import type { DueItem, DueWork, Handled } from '@tollgate/postgres';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { HeldOrdersRepository } from './held-orders.repository.js';
import { rejectOverdue, resolveReview, reviewDeadlineOf } from './resolve-review.js';

/** The kind of due work that ends reviews nobody made; its key is the order's uuid. */
export const REVIEW_DEADLINE = 'review_deadline';
/** The token of the service's DueWork. */
export const DUE_WORK = Symbol('DUE_WORK');

/** The deadline is there before the order is held: when it fires in between, it looks again after this. */
const NOT_HELD_YET_MS = 60_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ends the review of held orders: by whoever looked at them, or by the deadline. Both append to the order's fraud
 *  stream, so exactly one wins. */
@Injectable()
export class ReviewHandler {
  // biome-ignore lint/complexity/useMaxParams: Nest hands over what is injected, one by one
  constructor(
    @Inject(ORDER_LOG) private readonly log: Pick<OrderLog, 'read' | 'decide' | 'load'>,
    @Inject(DUE_WORK) private readonly dueWork: Pick<DueWork, 'schedule'>,
    @Inject(HeldOrdersRepository) private readonly queue: Pick<HeldOrdersRepository, 'add' | 'remove'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Sets the deadline (RFC 3339) of an order that is about to be held, and queues it for its review. */
  async schedule(header: Pick<EventHeader, 'subject' | 'merchant' | 'mode'>, reviewUntil: string): Promise<void> {
    await this.dueWork.schedule({ kind: REVIEW_DEADLINE, key: header.subject.id, dueAt: new Date(reviewUntil) });
    await this.queue.add(header, reviewUntil);
  }

  /** Accepts or rejects a held order, once for each command. Throws DomainError `not_found` for what is not this
   *  merchant's in this mode, `invalid_decision`, `not_held` or `review_resolved`; nothing is appended then. */
  async resolve(
    request: ResolveReviewRequest,
    traceparent?: string,
  ): Promise<MessageInitShape<typeof ResolveReviewResponseSchema>> {
    const { decision, note, command: id, correlation, actor } = request;
    if (decision !== 'accept' && decision !== 'reject') {
      throw new DomainError('invalid_decision', '/decision', 'A review is resolved by accept or reject.');
    }
    await this.findOrder(request);
    const cause = { id, hash: '', correlation, traceparent, on: actor === '' ? undefined : actor };
    const [resolved] = await this.log.decide(orderTarget(request.order), cause, (order) =>
      resolveReview(order, { decision, note }),
    );
    invariant(resolved !== undefined, 'a review that is not refused is resolved');
    await this.queue.remove(request.order);
    return { event: resolved.header.id };
  }

  /** What the deadline's due work does: rejects the order, unless somebody looked at it. */
  async end({ key: id }: Pick<DueItem, 'key'>): Promise<Handled> {
    const { state: order, events } = await this.log.load(orderTarget(id));
    if (order.fraud === undefined) return { postponeMs: NOT_HELD_YET_MS };
    const now = this.clock.now();
    const deadline = reviewDeadlineOf(order);
    if (deadline === undefined) return this.ended(id);
    const leftMs = Date.parse(deadline) - now.getTime();
    if (leftMs > 0) return { postponeMs: leftMs };
    const held = events.find(({ type }) => type === 'FraudAssessed');
    invariant(held !== undefined, 'a held order was assessed');
    const cause = { ...causeOf(held), appends: 'FraudReviewResolved' } as const;
    await this.log.decide(orderTarget(id), cause, (current) => rejectOverdue(current, now));
    return this.ended(id);
  }

  /** Also of an order whose review was resolved by a process that died before it took the order from the queue. */
  private async ended(order: string): Promise<Handled> {
    await this.queue.remove(order);
    return 'done';
  }

  /** The order, if it is this merchant's in this mode: anything else is as good as absent. */
  private async findOrder({ order: id, merchant, mode }: ResolveReviewRequest): Promise<Order> {
    const order = uuid.test(id) ? fold(await this.log.read(id)) : undefined;
    if (order === undefined || order.merchant !== merchant || order.mode !== mode) throw new DomainError('not_found');
    return order;
  }
}
