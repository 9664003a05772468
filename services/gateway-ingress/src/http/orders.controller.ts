import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ListOrdersRequestSchema, ListOrdersResponseSchema, requests } from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { Tracer } from '@tollgate/service';
import type { FastifyReply } from 'fastify';
import { canonicalText } from '../domain/canonical-text.js';
import { checkBasket, checkExpiry } from '../domain/check-order.js';
import { describeEvent } from '../domain/describe-event.js';
import type { FieldError } from '../domain/order-request.js';
import type { CallerRequest } from './caller.js';
import { Capture } from './capture.js';
import { type HttpAnswer, send } from './http-answer.js';
import { Idempotency } from './idempotency.js';
import { captureSchema, type OrderBody, orderSchema } from './order.schema.js';
import { OwnOrders } from './own-orders.js';
import { listSchema, ordersListSchema, pageAfter } from './paging.js';
import { Placement } from './placement.js';
import { readBody, readQuery, refuseIfAny } from './read-request.js';

interface OrderParameters {
  readonly id: string;
}

const traceparentOf = ({ headers }: CallerRequest): string | undefined =>
  typeof headers.traceparent === 'string' ? headers.traceparent : undefined;

/** All that was sent, in one text, but for the CVC, of which nothing is kept in any form. */
const contentOf = (raw: unknown): string => {
  const order = raw as { payment: { card: object } };
  return canonicalText({ ...order, payment: { card: { ...order.payment.card, cvc: undefined } } });
};

/** A card number that strays into a name, a note or an id would lie in the log in clear: each place it can stand in is looked at. */
const checkStrayNumber = ({ payment }: OrderBody, content: string, request: CallerRequest): readonly FieldError[] => {
  const pan = payment.card.number.reveal();
  const isTwice = content.indexOf(pan) !== content.lastIndexOf(pan);
  const inHeaders = [request.headers['idempotency-key'], request.headers.traceparent, request.id];
  const isStray = isTwice || inHeaders.some((value) => String(value ?? '').includes(pan));
  return isStray ? [{ code: 'card_number_in_text', field: '/payment/card/number' }] : [];
};

/** The merchant's orders: `/v1/orders`. */
@Controller('v1/orders')
export class OrdersController {
  constructor(
    private readonly placement: Placement,
    private readonly captures: Capture,
    private readonly own: OwnOrders,
    private readonly idempotency: Idempotency,
    private readonly requests: Requests,
    private readonly tracer: Tracer,
  ) {}

  @Post()
  async place(@Req() request: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.tracer.trace('POST /v1/orders', traceparentOf(request), (traceparent) =>
      this.placeTraced(request, traceparent),
    );
    send(reply, answer);
  }

  @Post(':id/capture')
  @HttpCode(200)
  async capture(@Req() request: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.tracer.trace('POST /v1/orders/{id}/capture', traceparentOf(request), (traceparent) =>
      this.captureTraced(request, traceparent),
    );
    send(reply, answer);
  }

  @Get(':id')
  async get(@Req() { caller, params }: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const { id } = params as OrderParameters;
    send(reply, { status: 200, body: this.own.describe(await this.own.find(caller, id)) });
  }

  @Get(':id/events')
  async events(@Req() { caller, params, query }: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const page = readQuery(listSchema, query);
    const { events } = await this.own.find(caller, (params as OrderParameters).id);
    send(reply, { status: 200, body: pageAfter(events.map(describeEvent), page) });
  }

  @Get()
  async list(@Req() { caller, query }: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const { limit, cursor, status = '' } = readQuery(ordersListSchema, query);
    const wish = { ...caller, limit, cursor, status };
    const page = await this.requests.request(requests.listOrders, ListOrdersRequestSchema, ListOrdersResponseSchema, wish);
    const found = await Promise.all(page.orders.map((id) => this.own.load(caller, id)));
    const data = found.filter((one) => one !== undefined).map((one) => this.own.describe(one));
    send(reply, { status: 200, body: { data, nextCursor: page.nextCursor || null } });
  }

  private placeTraced(request: CallerRequest, traceparent: string | undefined): Promise<HttpAnswer> {
    const { caller, id: requestId, headers } = request;
    const body = readBody(orderSchema, request.body);
    const content = contentOf(request.body);
    // Before anything is kept of the request, under whatever name.
    refuseIfAny(checkStrayNumber(body, content, request));
    const keyed = this.idempotency.keyed(caller, headers['idempotency-key'], { what: 'POST /v1/orders', content });
    return this.idempotency.once(keyed, {
      first: async (claim) => {
        refuseIfAny([...checkBasket(body), ...checkExpiry(body.payment.card, new Date())]);
        return this.placement.place({ caller, body, requestId, traceparent }, claim);
      },
      again: (claim) => this.placement.answerAgain(claim),
    });
  }

  private async captureTraced(request: CallerRequest, traceparent: string | undefined): Promise<HttpAnswer> {
    const { caller, id: requestId, headers, params } = request;
    const command = readBody(captureSchema, request.body ?? {});
    const own = await this.own.find(caller, (params as OrderParameters).id);
    const asked = { what: `POST /v1/orders/${own.order.id}/capture`, content: canonicalText(command) };
    return this.idempotency.once(this.idempotency.keyed(caller, headers['idempotency-key'], asked), {
      first: (claim) => this.captures.capture({ own, command, requestId, traceparent }, claim),
      again: () => this.captures.answerAgain({ own }),
    });
  }
}
