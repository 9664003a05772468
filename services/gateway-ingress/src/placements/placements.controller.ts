import { Body, Inject, Post, Req, Res } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { CLOCK } from '@tollgate/service';
import type { FastifyReply } from 'fastify';
import { checkStrayNumber } from '../cards/stray-number.js';
import { type CallerRequest, contextOf } from '../http/caller.js';
import { Commands } from '../http/command.interceptor.js';
import { answerWith, type HttpAnswer } from '../http/http-answer.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { IdempotencyHeader } from '../idempotency/idempotency.interceptor.js';
import { orderAnswerSchema, orderProblemSchema } from '../orders/order-answer.schema.js';
import { refuseIfAny } from '../validation/field-error.js';
import { checkOrder } from './check-order.js';
import { type OrderBody, orderSchema } from './order.schema.js';
import { PlaceOrder } from './place-order.handler.js';

const OWN_PLACE = '/payment/card/number';

/** New orders: `POST /v1/orders`. It calls the interceptors of every command (`@Command`) by hand: Nest's way to them
 *  costs 10 to 40 µs of CPU for each request, on the one route where that counts (`testing/chain-bench.ts`; guard and
 *  pipe cost 20 to 30 µs). */
@MerchantController('orders')
export class PlacementsController {
  constructor(
    private readonly orders: PlaceOrder,
    private readonly commands: Commands,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @IdempotencyHeader()
  @Route({
    id: 'placeOrder',
    right: 'orders:place',
    summary: 'Places a sale or preauth and waits for its outcome',
    description:
      'A declined payment may be tried again at once, with a new Idempotency-Key: under the same one the decline is answered again, also with ' +
      'another CVC, as nothing of a CVC is kept. A digital item is delivered once whatever its quantity: the quantity is the number of licenses.',
    body: orderSchema,
    answers: {
      201: ['Approved', orderAnswerSchema],
      202: ['Held for review, or still pending: see Location', orderAnswerSchema],
    },
    problems: {
      402: ['Declined or rejected; the order is inside', orderProblemSchema],
      409: ['The same idempotency key is being handled, or the reference belongs to the order inside', orderProblemSchema],
      422: [
        'Fields that are wrong, an unknown sku or method, a digital good that is to be shipped (`good_is_digital`), or an order that cannot be priced',
        orderProblemSchema,
      ],
    },
  })
  async place(
    @Body() body: OrderBody,
    @Req() request: CallerRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    // Before anything is kept of the request, under whatever name.
    refuseIfAny(checkStrayNumber(body.payment?.card, { own: OWN_PLACE, request }));
    return answerWith(reply, await this.commands.run(request, () => this.placeOrAnswerAgain(body, request)));
  }

  private async placeOrAnswerAgain(body: OrderBody, request: CallerRequest): Promise<HttpAnswer> {
    const context = contextOf(request);
    const { found } = context.attempt;
    if (found !== undefined) return this.orders.answerAgain(found, context);
    refuseIfAny(checkOrder(body, this.clock.now()));
    return this.orders.place(body, context);
  }
}
