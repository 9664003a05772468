import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { fold } from '@tollgate/order';
import { type OrderLog, orderTarget } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { causeOfCommand, type RequestContext } from '../http/caller.js';
import { type HttpAnswer, JSON_HEADERS } from '../http/http-answer.js';
import { type ListQuery, type Page, pageAfter } from '../http/paging.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { type OwnOrder, OwnOrders } from '../orders/own-orders.repository.js';
import { recordOrFind } from '../orders/recorded-command.repository.js';
import { refusal } from '../validation/field-error.js';
import { describeMailRequest, describeMails } from './describe-mail.js';
import type { MailBody } from './mail.schema.js';
import { MailTriesClient } from './mail-tries.client.js';
import { requestMail } from './request-mail.js';

/** Asks for mails once more, and tells how it stands with them. */
@Injectable()
export class RequestMail {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly own: OwnOrders,
    private readonly keys: OrderKeys,
    private readonly tries: MailTriesClient,
  ) {}

  /** 202 with the mail as it was asked for: a mail server may take its time. Throws DomainError `not_found`, `customer_forgotten` and those of
   *  the decision; IdempotencyConflict when another request has the same idempotency key. */
  async request(publicId: string, body: MailBody, context: RequestContext): Promise<HttpAnswer> {
    const found = await this.own.find(context.caller, publicId);
    const asked = (await this.askedBefore(found, context)) ?? (await this.ask(found, body, context));
    const order = fold([...found.events, asked]);
    const request = order?.mailRequests.find(({ id }) => id === asked.header.id);
    invariant(order !== undefined && request !== undefined, 'a mail that was asked for is in its order');
    return {
      status: 202,
      body: describeMailRequest(order, request),
      headers: { ...JSON_HEADERS, location: `/v1/orders/${publicId}/mails` },
    };
  }

  /** The order's mails, newest first. Throws DomainError `not_found`. */
  async list(publicId: string, page: ListQuery, context: RequestContext): Promise<Page<object>> {
    const { order } = await this.own.find(context.caller, publicId);
    const isAnyPending = describeMails(order).some(({ status }) => status === 'pending');
    return pageAfter(describeMails(order, isAnyPending ? await this.tries.of(order.id, context) : []), page);
  }

  private async askedBefore({ order }: OwnOrder, { attempt }: RequestContext): Promise<RecordedEvent | undefined> {
    if (attempt.found === undefined) return undefined;
    const { id } = attempt.found;
    const asked = (await this.log.read(order.id)).find(({ header }) => header.causation === id);
    invariant(asked !== undefined, 'the key of a mail leads to what it asked for');
    return asked;
  }

  private async ask(
    { order, key }: OwnOrder,
    { kind, operation, to }: MailBody,
    context: RequestContext,
  ): Promise<RecordedEvent> {
    if (key === undefined) throw refusal('customer_forgotten');
    const sealedRecipient = to === undefined ? '' : this.keys.sealMore(order.id, { email: to }, key);
    const cause = causeOfCommand(context);
    const [asked] = await recordOrFind(this.log, { order: order.id, causation: cause.id }, () =>
      this.log.decide(orderTarget(order.id), cause, (state) => requestMail(state, { kind, operation, sealedRecipient })),
    );
    invariant(asked !== undefined, 'a request for a mail is refused or recorded');
    return asked;
  }
}
