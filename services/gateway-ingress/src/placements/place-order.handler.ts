import { Injectable } from '@nestjs/common';
import type { EventType, RecordedEvent } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { invariant } from '@tollgate/errors';
import { fold } from '@tollgate/order';
import type { FoundIdempotencyRecord } from '@tollgate/order-log';
import type { RequestContext } from '../http/caller.js';
import type { HttpAnswer } from '../http/http-answer.js';
import { HoldKeys } from '../license-keys/hold-keys.handler.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { mayAnswerPlacement, placementAnswered } from '../outcomes/await-outcome.js';
import { Outcomes } from '../outcomes/outcomes.repository.js';
import { OrderIntake, type PlacedBody } from './order-intake.handler.js';
import { type AnsweredOrder, placementAnswer } from './placement-answer.js';

const firstAnswered = (events: readonly RecordedEvent[]): AnsweredOrder | undefined => {
  const order = placementAnswered(events);
  return order && { order, requestId: events[0]?.header.correlation ?? '' };
};

/** Nothing is known of the order yet but that it was placed. */
const pending = (events: readonly RecordedEvent[]): AnsweredOrder => {
  const order = fold(events.slice(0, 1));
  invariant(order !== undefined, 'a pending order was placed');
  return { order, requestId: events[0]?.header.correlation ?? '' };
};

/** What begins an order, its id (uuid), and which news may make the answer due. */
export interface NewOrder {
  readonly order: string;
  readonly concerns: (news: EventType) => boolean;
  readonly take: () => Promise<readonly RecordedEvent[]>;
}

/** Places orders and waits for their outcome. */
@Injectable()
export class PlaceOrder {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly intake: OrderIntake,
    private readonly outcomes: Outcomes,
    private readonly keys: OrderKeys,
    private readonly held: HoldKeys,
  ) {}

  /** The merchant's answer. An order waits from its very beginning, so that where too many wait already (TransientError) nothing of it was stored.
   *  Throws what `OrderIntake.take` throws. */
  async place(body: PlacedBody, context: RequestContext): Promise<HttpAnswer> {
    const order = newId();
    const concerns = mayAnswerPlacement({ type: body.type, isOnline: body.items.some(({ kind }) => kind === 'digital') });
    return this.record({ order, concerns, take: () => this.intake.take({ order, body, context }) }, context);
  }

  /** The answer to whatever begins an order: `take` records it. */
  async record({ order, concerns, take }: NewOrder, { onRecorded }: Pick<RequestContext, 'onRecorded'>): Promise<HttpAnswer> {
    const answered = await this.outcomes.during({ order, concerns, judge: firstAnswered, onRecorded }, async (outcome) => {
      const events = await take();
      return (await outcome()) ?? pending(events);
    });
    this.held.ended(answered.order);
    return placementAnswer(answered, this.keys);
  }

  /** The answer that the first request with this key got, or gets in a moment. */
  async answerAgain(
    { subject: order }: FoundIdempotencyRecord,
    { onRecorded }: Pick<RequestContext, 'onRecorded'>,
  ): Promise<HttpAnswer> {
    invariant(order !== null, 'an idempotency record on a placement names its order');
    const answered = await this.outcomes.after({ order, concerns: () => true, judge: firstAnswered, onRecorded });
    return placementAnswer(answered ?? pending(await this.outcomes.read(order)), this.keys);
  }
}
