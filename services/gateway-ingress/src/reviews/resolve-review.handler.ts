import { Inject, Injectable } from '@nestjs/common';
import {
  type EventType,
  type RecordedEvent,
  ResolveReviewRequestSchema,
  ResolveReviewResponseSchema,
  requests,
} from '@tollgate/contracts';
import { derivedId, newId } from '@tollgate/crypto';
import { invariant } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { fold, foldUntil, type Order, reviewResult, settles } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { Attempt, RequestContext } from '../http/caller.js';
import type { HttpAnswer } from '../http/http-answer.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { Outcomes } from '../outcomes/outcomes.repository.js';
import { placementAnswer } from '../placements/placement-answer.js';
import type { ReviewBody } from './review.schema.js';

const settling = new Set<EventType>(settles('review'));

/** Accepts or rejects held orders: fraud decides whether that is possible, and the answer is that of the order which follows from it. */
@Injectable()
export class ResolveReview {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly requests: Requests,
    private readonly outcomes: Outcomes,
    private readonly own: OwnOrders,
    private readonly idempotency: IdempotencyRepository,
  ) {}

  /** The merchant's answer. Throws DomainError `not_found`, `not_held` and `review_resolved`; IdempotencyConflict when another request
   *  has the same idempotency key. */
  async resolve(publicId: string, body: ReviewBody, context: RequestContext): Promise<HttpAnswer> {
    const { order } = await this.own.find(context.caller, publicId);
    if (context.attempt.found !== undefined) return this.answerAgain(order.id, context);
    const awaited = {
      order: order.id,
      concerns: (news: EventType) => settling.has(news),
      judge: resolved,
      onRecorded: context.onRecorded,
    };
    const outcome = await this.outcomes.during(awaited, async (wait) => {
      await this.ask(order, body, context);
      await this.idempotency.keep(context.attempt, { subject: order.id });
      return (await this.judgeNow(order.id)) ?? wait();
    });
    return this.answer(order.id, outcome);
  }

  private async answerAgain(order: string, { onRecorded }: RequestContext): Promise<HttpAnswer> {
    return this.answer(order, await this.outcomes.after({ order, concerns: () => true, judge: resolved, onRecorded }));
  }

  /** The command has a name that follows from its key and content, so that it has one effect, also where a crash kept the key from being
   *  stored, and another decision under that key is another command. */
  private async ask(
    order: Order,
    { decision, note = '' }: ReviewBody,
    { caller, attempt, requestId, traceparent }: RequestContext,
  ) {
    const { merchant, mode } = order;
    const command = commandOf(attempt, merchant, mode);
    const wish = { order: order.id, merchant, mode, decision, note, command, correlation: requestId, actor: caller.actor };
    const options = { traceparent, requestId };
    await this.requests.request(requests.resolveReview, ResolveReviewRequestSchema, ResolveReviewResponseSchema, wish, options);
  }

  private async judgeNow(order: string): Promise<Order | undefined> {
    return resolved(await this.log.read(order));
  }

  private async answer(id: string, outcome: Order | undefined): Promise<HttpAnswer> {
    const events = await this.log.read(id);
    // It may have come to its end between the last look and this one: the same then, whoever asks later.
    const order = outcome ?? resolved(events) ?? fold(events);
    invariant(order !== undefined, 'an order that is reviewed was placed');
    const asked = events.find(({ type }) => type === 'FraudReviewResolved');
    return placementAnswer({ order, requestId: asked?.header.correlation ?? '' }, this.own.views);
  }
}

const commandOf = ({ record }: Attempt, merchant: string, mode: string): string =>
  record === undefined ? newId() : derivedId('review', merchant, mode, record.key, record.fingerprint);

/** The order as it was when what followed from the review came to its end. */
const resolved = (events: readonly RecordedEvent[]): Order | undefined =>
  foldUntil(events, (order) => reviewResult(order) !== undefined);
