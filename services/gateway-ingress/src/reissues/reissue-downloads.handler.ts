import { Inject, Injectable } from '@nestjs/common';
import type { EventType, RecordedEvent, RecordedEventOf } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { fold, foldUntil, settles } from '@tollgate/order';
import { type OrderLog, orderTarget } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { causeOfCommand, type RequestContext } from '../http/caller.js';
import type { HttpAnswer } from '../http/http-answer.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { recordOrFind } from '../orders/recorded-command.repository.js';
import { Outcomes } from '../outcomes/outcomes.repository.js';
import type { ReissueBody } from './reissue.schema.js';
import { reissueAnswer, type SettledReissue } from './reissue-answer.js';
import { requestReissue } from './request-reissue.js';

const settling = new Set<EventType>(settles('reissue'));

/** Asks for new links, waits for them, and answers each request by its own, whatever happened to the order since. */
@Injectable()
export class ReissueDownloads {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly outcomes: Outcomes,
    private readonly own: OwnOrders,
  ) {}

  /** The merchant's answer. Throws DomainError `not_found` and those of `requestReissue`; IdempotencyConflict when another request has the same
   *  idempotency key. */
  async request(publicId: string, body: ReissueBody, context: RequestContext): Promise<HttpAnswer> {
    const { order } = await this.own.find(context.caller, publicId);
    const cause = causeOfCommand(context);
    const causation = context.attempt.found?.id ?? cause.id;
    const judge = (events: readonly RecordedEvent[]) => settled(events, causation);
    const { onRecorded } = context;
    const awaited = { order: order.id, concerns: (news: EventType) => settling.has(news), judge, onRecorded };
    const outcome =
      context.attempt.found === undefined
        ? await this.outcomes.during(awaited, async (wait) => {
            await recordOrFind(this.log, { order: order.id, causation }, () =>
              this.log.decide(orderTarget(order.id), cause, (state) => requestReissue(state, body)),
            );
            return wait();
          })
        : await this.outcomes.after(awaited);
    return reissueAnswer(outcome ?? underWay(await this.log.read(order.id), causation), this.own.views);
  }
}

const askedBy = (events: readonly RecordedEvent[], causation: string): RecordedEventOf<'DownloadsReissueRequested'> | undefined =>
  events.filter((event) => event.type === 'DownloadsReissueRequested').find(({ header }) => header.causation === causation);

/** The request with its links, and the order of that moment: the same whenever it is asked. */
const settled = (events: readonly RecordedEvent[], causation: string): SettledReissue | undefined => {
  const asked = askedBy(events, causation);
  if (asked === undefined) return undefined;
  const { id } = asked.header;
  const order = foldUntil(events, ({ delivery }) => delivery.reissues.includes(id));
  const issued = events.filter((event) => event.type === 'DownloadsReissued').find(({ data }) => data.request === id);
  return order && { order, asked, issued };
};

const underWay = (events: readonly RecordedEvent[], causation: string): SettledReissue => {
  const [asked, order] = [askedBy(events, causation), fold(events)];
  invariant(asked !== undefined && order !== undefined, 'a request for new links is in its order');
  return { order, asked, issued: undefined };
};
