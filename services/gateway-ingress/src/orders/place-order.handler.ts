import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { invariant, TransientError } from '@tollgate/errors';
import { fold } from '@tollgate/order';
import { type AppendRequest, type FoundIdempotencyRecord, IdempotencyConflict, type OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { Outcomes } from '../outcomes/outcomes.js';
import { mayAnswerPlacement, placementAnswered } from '../outcomes/await-outcome.js';
import { type AnsweredOrder, type HttpAnswer, placementAnswer } from '../http/http-answer.js';
import { OrderIntake, type PlacementRequest } from './order-intake.handler.js';

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

/** Places orders and waits for their outcome. All that can be refused is refused before the card is stored. */
@Injectable()
export class Placement {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly intake: OrderIntake,
    private readonly outcomes: Outcomes,
  ) {}

  /** The merchant's answer. Throws DomainError `unknown_sku` or `no_file_for_sku`; IdempotencyConflict when another request has the same idempotency key. */
  async place(request: PlacementRequest, idempotencyRecord: AppendRequest['idempotencyRecord']): Promise<HttpAnswer> {
    const append = await this.intake.prepare(request, idempotencyRecord);
    const { items, type } = request.body;
    const awaited = { type, hasDigitalLines: items.some(({ kind }) => kind === 'digital') };
    const concerns = mayAnswerPlacement.bind(undefined, awaited);
    const answered = await this.outcomes.during({ order: append.order, concerns, judge: firstAnswered }, async (outcome) => {
      const events = await this.append(append);
      return (await outcome()) ?? pending(events);
    });
    return placementAnswer(answered, this.intake.linkOf);
  }

  /** The answer that the request with this claim got, or gets in a moment. */
  async answerAgain({ order }: FoundIdempotencyRecord): Promise<HttpAnswer> {
    invariant(order !== null, 'an idempotency record on a placement names its order');
    const answered = await this.outcomes.after({ order, concerns: () => true, judge: firstAnswered });
    return placementAnswer(answered ?? pending(await this.log.read(order)), this.intake.linkOf);
  }

  /** A TransientError leaves open whether the order is in the log (only the bus may have failed): if it is, the merchant's order stands. */
  private async append(request: AppendRequest): Promise<readonly RecordedEvent[]> {
    try {
      const appended = await this.log.append(request);
      if (appended.outcome === 'key_taken') throw new IdempotencyConflict('the idempotency key is taken');
      invariant(appended.outcome === 'appended', 'a new order contends with nobody');
      return appended.events;
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      const events = await this.log.read(request.order);
      if (events.length === 0) throw error;
      return events;
    }
  }
}
