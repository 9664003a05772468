import { Inject, Injectable } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import { fold, hasDigitalLines } from '@tollgate/order';
import type { Cause, OrderLog } from '@tollgate/order-log';
import { newId } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { Outcomes } from '../outcomes/outcomes.js';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { captureAnswered, mayAnswerCapture } from '../outcomes/await-outcome.js';
import { type CaptureCommand, captureOrder } from './capture-order.js';
import { captureAnswer, type HttpAnswer } from '../http/http-answer.js';
import { OwnOrders } from '../orders/own-orders.js';

/** An order as its merchant names it. */
export interface NamedOrder {
  readonly caller: Caller;
  /** Public id. */
  readonly id: string;
}

export interface CaptureRequest extends NamedOrder {
  readonly command: CaptureCommand;
  readonly requestId: string;
  readonly traceparent: string | undefined;
}

/** Asks for captures and waits until they are done. */
@Injectable()
export class Capture {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly outcomes: Outcomes,
    private readonly own: OwnOrders,
  ) {}

  /** The merchant's answer. Throws DomainError `not_found` and those of `captureOrder`; IdempotencyConflict when another request has the same idempotency key. */
  async capture(request: CaptureRequest, idempotencyRecord: Cause['idempotencyRecord']): Promise<HttpAnswer> {
    const { command, requestId, traceparent } = request;
    const { order: found } = await this.own.find(request.caller, request.id);
    const { id } = found;
    const concerns = mayAnswerCapture.bind(undefined, { hasDigitalLines: hasDigitalLines(found) });
    const order = await this.outcomes.during({ order: id, concerns, judge: captureAnswered }, async (outcome) => {
      const cause: Cause = {
        id: idempotencyRecord?.id ?? newId(),
        hash: '',
        correlation: requestId,
        traceparent,
        idempotencyRecord,
      };
      await this.log.decide(id, cause, (current) => captureOrder(current, command));
      return outcome();
    });
    return order === undefined ? this.underWay(id) : captureAnswer(order, this.own.linkOf);
  }

  /** The answer of a capture that was asked for before under the same key. */
  async answerAgain(named: NamedOrder): Promise<HttpAnswer> {
    const { id } = (await this.own.find(named.caller, named.id)).order;
    const order = await this.outcomes.after({ order: id, concerns: () => true, judge: captureAnswered });
    return order === undefined ? this.underWay(id) : captureAnswer(order, this.own.linkOf);
  }

  private async underWay(id: string): Promise<HttpAnswer> {
    const order = fold(await this.log.read(id));
    invariant(order !== undefined, 'an order that is captured was placed');
    return captureAnswer(order, this.own.linkOf);
  }
}
