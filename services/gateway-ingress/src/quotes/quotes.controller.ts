import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { QuoteRequestSchema, QuoteResponseSchema, requests } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { IdempotencyConflict, type IdempotencyRecord, newId, noHash, type OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { canonicalText } from '../http/canonical-text.js';
import { placeOf } from '../addresses/check-address.js';
import { checkBasket } from '../baskets/check-basket.js';
import type { BasketRequest } from '../baskets/basket-request.js';
import { quoteLines, shippingOf } from '../orders/place-order.js';
import { answerQuote } from './quote-order.js';
import type { CallerRequest } from '../http/api-key.guard.js';
import { send } from '../http/http-answer.js';
import { Idempotency } from '../http/idempotency.interceptor.js';
import { quoteSchema } from '../orders/order.schema.js';
import { readBody, refuseIfAny } from '../http/validation.pipe.js';

/** Tax and shipping without an order: `/v1/quotes`. */
@Controller('v1/quotes')
export class QuotesController {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly requests: Requests,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @HttpCode(200)
  async quote(@Req() request: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const { caller, headers } = request;
    const basket = readBody(quoteSchema, request.body);
    const asked = { what: 'POST /v1/quotes', content: canonicalText(basket) };
    const keyed = this.idempotency.keyed(caller, headers['idempotency-key'], asked);
    const body = await this.idempotency.once(keyed, {
      first: async (idempotencyRecord) => {
        refuseIfAny(checkBasket(basket));
        const answer = await this.price(caller, basket);
        if (idempotencyRecord !== undefined) await this.keep({ ...idempotencyRecord, answer: JSON.stringify(answer) });
        return answer;
      },
      again: async ({ answer }): Promise<object> => {
        invariant(answer !== undefined, 'an idempotency record on a quote keeps its answer');
        return JSON.parse(answer);
      },
    });
    send(reply, { status: 200, body });
  }

  private async price(caller: Caller, basket: BasketRequest): Promise<object> {
    const { currency, billingAddress } = basket;
    const place = { billing: placeOf(billingAddress), ...shippingOf(basket) };
    const wish = { merchant: caller.merchant, currency, lines: quoteLines(basket), ...place, at: new Date().toISOString() };
    const { outcome } = await this.requests.request(requests.quote, QuoteRequestSchema, QuoteResponseSchema, wish);
    return answerQuote(currency, outcome);
  }

  /** A quote appends nothing, so that its answer itself has to be kept for whoever asks again under the same key. */
  private async keep(idempotencyRecord: IdempotencyRecord): Promise<void> {
    const { id, merchant, mode } = idempotencyRecord;
    const nothing = { order: newId(), events: [], expectedVersion: 0, previousHash: noHash };
    const kept = await this.log.append({ ...nothing, merchant, mode, causation: id, correlation: id, idempotencyRecord });
    if (kept.outcome !== 'appended') throw new IdempotencyConflict('the idempotency key is taken');
  }
}
