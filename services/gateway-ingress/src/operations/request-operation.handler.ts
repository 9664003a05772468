import { Inject, Injectable } from '@nestjs/common';
import type { EventType, OrderEvent, RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { fold, foldUntil, type Operation, type Order, operationOf, resultOf, settles } from '@tollgate/order';
import { type OrderLog, orderTarget } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { causeOfCommand, type RequestContext } from '../http/caller.js';
import type { HttpAnswer } from '../http/http-answer.js';
import type { Page } from '../http/paging.js';
import { pageAfter } from '../http/paging.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { recordOrFind } from '../orders/recorded-command.repository.js';
import { Outcomes } from '../outcomes/outcomes.repository.js';
import { describeOperation, operationsOf, type RequestedKind } from './describe-operation.js';
import { operationAnswer, type SettledOperation } from './operation-answer.js';

/** What a merchant asks of an order's money. */
export interface OperationRequest {
  readonly kind: RequestedKind;
  /** The order's public id. */
  readonly order: string;
  readonly context: RequestContext;
  /** Done before anything is recorded, once for each command (uuid), whose events name it as their causation. */
  readonly prepare?: (order: Order, command: string) => Promise<void>;
  /** Done once it is recorded, before its outcome is waited for. */
  readonly onRecorded?: () => Promise<void>;
  /** The event that asks for it. Throws the DomainErrors of what the order does not allow. */
  readonly decide: (order: Order) => readonly OrderEvent[];
  /** The answer where the decision asked for no operation but for something else: by the order as of that event. */
  readonly answerOther?: (order: Order, event: RecordedEvent) => HttpAnswer;
}

/** Asks for captures, voids and refunds, waits until they came to their end, and answers each request by its own operation, whatever
 *  happened to the order since. */
@Injectable()
export class RequestOperation {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly outcomes: Outcomes,
    private readonly own: OwnOrders,
  ) {}

  /** The merchant's answer. Throws DomainError `not_found` and those of the decision; IdempotencyConflict when another request has the same
   *  idempotency key. */
  async request(request: OperationRequest): Promise<HttpAnswer> {
    const { kind, context, decide } = request;
    const { order } = await this.own.find(context.caller, request.order);
    const { found } = context.attempt;
    if (found !== undefined) return this.answerAgain(order.id, found.id, request);
    let recorded: readonly RecordedEvent[] = [];
    const judge = (events: readonly RecordedEvent[]) => settled(events, operationIn(recorded) ?? '');
    const awaited = { order: order.id, concerns: concernsOf(kind), judge, onRecorded: context.onRecorded };
    const outcome = await this.outcomes.during(awaited, async (wait) => {
      const cause = causeOfCommand(context);
      await request.prepare?.(order, cause.id);
      recorded = await recordOrFind(this.log, { order: order.id, causation: cause.id }, () =>
        this.log.decide(orderTarget(order.id), cause, decide),
      );
      await request.onRecorded?.();
      return operationIn(recorded) === undefined ? undefined : wait();
    });
    return this.answer(recorded, outcome, request);
  }

  /** The order's operations of one kind, newest first. Throws DomainError `not_found`. */
  async list(kind: RequestedKind, caller: Caller, wish: { order: string; limit: number; cursor: string }): Promise<Page<object>> {
    const { order } = await this.own.find(caller, wish.order);
    return pageAfter(
      operationsOf(order, kind).map((operation) => describeOperation(order, operation)),
      wish,
    );
  }

  /** A request that came before under the same key: what it asked for follows from the key's record. */
  private async answerAgain(order: string, record: string, request: OperationRequest): Promise<HttpAnswer> {
    const recorded = (await this.log.read(order)).filter(({ header }) => header.causation === record);
    const operation = operationIn(recorded);
    if (operation === undefined) return this.answer(recorded, undefined, request);
    const judge = (events: readonly RecordedEvent[]) => settled(events, operation);
    const { onRecorded } = request.context;
    const outcome = await this.outcomes.after({ order, concerns: () => true, judge, onRecorded });
    return this.answer(recorded, outcome, request);
  }

  private async answer(
    recorded: readonly RecordedEvent[],
    outcome: SettledOperation | undefined,
    { answerOther }: OperationRequest,
  ): Promise<HttpAnswer> {
    if (outcome !== undefined) return operationAnswer(outcome, this.own.views);
    const [event] = recorded;
    invariant(event !== undefined, 'a request for an operation is refused or recorded');
    const events = await this.log.read(event.header.subject.id);
    const operation = operationIn(recorded);
    if (operation !== undefined) return operationAnswer(underWay(events, operation), this.own.views);
    const order = fold(events.slice(0, events.findIndex(({ header }) => header.id === event.header.id) + 1));
    invariant(order !== undefined && answerOther !== undefined, 'who asks for something else answers it');
    return answerOther(order, event);
  }
}

/** The operation (uuid) that a command asked for; undefined where it asked for something else. */
const operationIn = (recorded: readonly RecordedEvent[]): string | undefined =>
  recorded.find(({ type }) => isRequest.has(type))?.header.id;
const isRequest: ReadonlySet<EventType> = new Set(['CaptureRequested', 'VoidRequested', 'RefundRequested']);

const concernsOf = (kind: RequestedKind): ((news: EventType) => boolean) => {
  const settling = new Set<EventType>(settles(kind));
  return (news) => settling.has(news);
};

const withRequest = (events: readonly RecordedEvent[], order: Order | undefined, operation: Operation | undefined) => {
  if (order === undefined || operation === undefined) return undefined;
  const asked = events.find(({ header }) => header.id === operation.id);
  return { order, operation, requestId: asked?.header.correlation ?? '' };
};

/** The operation as it came to its end, and the order of that moment: the same whenever it is asked. */
const settled = (events: readonly RecordedEvent[], id: string): SettledOperation | undefined => {
  const order = foldUntil(events, (one) => resultOf(one, id) !== undefined);
  return withRequest(events, order, order && resultOf(order, id));
};

const underWay = (events: readonly RecordedEvent[], id: string): SettledOperation => {
  const order = foldUntil(events, (one) => operationOf(one.payment, id) !== undefined);
  const found = withRequest(events, order, order && operationOf(order.payment, id));
  invariant(found !== undefined, 'an operation that was asked for is in its order');
  return found;
};
