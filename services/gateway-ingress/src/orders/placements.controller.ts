import { Controller, Post, Req, Res } from '@nestjs/common';
import { Tracer } from '@tollgate/service';
import type { FastifyReply } from 'fastify';
import { canonicalText } from '../http/canonical-text.js';
import { checkBasket, checkExpiry } from '../baskets/check-basket.js';
import type { FieldError } from '../baskets/basket-request.js';
import { type CallerRequest, traceparentOf } from '../http/api-key.guard.js';
import { type HttpAnswer, send } from '../http/http-answer.js';
import { Idempotency } from '../http/idempotency.interceptor.js';
import { type OrderBody, orderSchema } from './order.schema.js';
import { Placement } from './place-order.handler.js';
import { readBody, refuseIfAny } from '../http/validation.pipe.js';

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

/** The door for new orders: `POST /v1/orders`. */
@Controller('v1/orders')
export class PlacementsController {
  constructor(
    private readonly placement: Placement,
    private readonly idempotency: Idempotency,
    private readonly tracer: Tracer,
  ) {}

  @Post()
  async place(@Req() request: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.tracer.trace('POST /v1/orders', traceparentOf(request), (traceparent) =>
      this.placeTraced(request, traceparent),
    );
    send(reply, answer);
  }

  private placeTraced(request: CallerRequest, traceparent: string | undefined): Promise<HttpAnswer> {
    const { caller, id: requestId, headers } = request;
    const body = readBody(orderSchema, request.body);
    const content = contentOf(request.body);
    // Before anything is kept of the request, under whatever name.
    refuseIfAny(checkStrayNumber(body, content, request));
    const keyed = this.idempotency.keyed(caller, headers['idempotency-key'], { what: 'POST /v1/orders', content });
    return this.idempotency.once(keyed, {
      first: async (idempotencyRecord) => {
        refuseIfAny([...checkBasket(body), ...checkExpiry(body.payment.card, new Date())]);
        return this.placement.place({ caller, body, requestId, traceparent }, idempotencyRecord);
      },
      again: (idempotencyRecord) => this.placement.answerAgain(idempotencyRecord),
    });
  }
}
