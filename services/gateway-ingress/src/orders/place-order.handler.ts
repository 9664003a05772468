import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { invariant, TransientError } from '@tollgate/errors';
import { fold } from '@tollgate/order';
import { type AppendRequest, type FoundIdempotencyRecord, IdempotencyConflict, type OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { RequestContext } from '../http/caller.js';
import type { HttpAnswer } from '../http/http-answer.js';
import { mayAnswerPlacement, placementAnswered } from '../outcomes/await-outcome.js';
import { Outcomes } from '../outcomes/outcomes.js';
import type { OrderBody } from './order.schema.js';
import { OrderIntake, type PlacementRequest } from './order-intake.handler.js';
import { OrderKeys } from './order-keys.js';
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

/** How often an append is tried whose keys or version somebody else took at the same moment. */
const MAX_TRIES = 3;

/** Places orders and waits for their outcome. */
@Injectable()
export class PlaceOrder {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly intake: OrderIntake,
    private readonly outcomes: Outcomes,
    private readonly keys: OrderKeys,
  ) {}

  /** The merchant's answer. An order waits from its very beginning, so that where too many wait already (TransientError) nothing of it was stored.
   *  Throws the DomainErrors of `OrderIntake.prepare`; IdempotencyConflict when another request has the same idempotency key. */
  async place(body: OrderBody, context: RequestContext): Promise<HttpAnswer> {
    const order = newId();
    const request = { order, body, context };
    const concerns = mayAnswerPlacement({ type: body.type, isOnline: body.items.some(({ kind }) => kind === 'digital') });
    const answered = await this.outcomes.during({ order, concerns, judge: firstAnswered }, async (outcome) => {
      const events = await this.append(await this.intake.prepare(request), request);
      return (await outcome()) ?? pending(events);
    });
    return placementAnswer(answered, this.keys.linkOf);
  }

  /** The answer that the first request with this key got, or gets in a moment. */
  async answerAgain({ subject: order }: FoundIdempotencyRecord): Promise<HttpAnswer> {
    invariant(order !== null, 'an idempotency record on a placement names its order');
    const answered = await this.outcomes.after({ order, concerns: () => true, judge: firstAnswered });
    return placementAnswer(answered ?? pending(await this.log.read(order)), this.keys.linkOf);
  }

  private async append(append: AppendRequest, request: PlacementRequest, tries = 1): Promise<readonly RecordedEvent[]> {
    const outcome = await this.tryToAppend(append);
    if (Array.isArray(outcome)) return outcome;
    if (outcome === 'key_taken') {
      const idempotencyRecords = await this.keysAgain(append, request);
      if (tries < MAX_TRIES) return this.append({ ...append, idempotencyRecords }, request, tries + 1);
    }
    if (outcome === 'conflict' && tries < MAX_TRIES) return this.append(append, request, tries + 1);
    throw new TransientError('others took the order’s keys again and again');
  }

  /** A TransientError leaves open whether the order is in the log (only the bus may have failed), and so does a conflict with itself: if it is,
   *  the merchant's order stands. */
  private async tryToAppend(request: AppendRequest): Promise<readonly RecordedEvent[] | 'conflict' | 'key_taken'> {
    try {
      const appended = await this.log.append(request);
      return appended.outcome === 'appended' ? appended.events : appended.outcome;
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      const events = await this.log.read(request.subject.id);
      if (events.length === 0) throw error;
      return events;
    }
  }

  /** Which of an order's keys was taken: the request's own is another replica's answer to give (IdempotencyConflict); a reference may be free
   *  again, or is refused. */
  private async keysAgain({ idempotencyRecords = [] }: AppendRequest, { body, context }: PlacementRequest) {
    const own = idempotencyRecords.filter(({ scope }) => scope === 'request');
    for (const record of own) {
      const isTaken = (await this.log.findIdempotencyRecord(record)) !== undefined;
      if (isTaken) throw new IdempotencyConflict('the idempotency key is taken');
    }
    return [...own, ...(await this.intake.takeReference(body, context))];
  }
}
