import { Body, HttpCode, Post } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import { checkBasket } from '../baskets/check-basket.js';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { Idempotent } from '../idempotency/idempotency.interceptor.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { refuseIfAny } from '../validation/field-error.js';
import { type QuoteBody, quoteAnswerSchema, quoteSchema } from './quote.schema.js';
import { answerQuote } from './quote-order.js';
import { Quotes } from './quotes.client.js';

/** Tax and shipping without an order: `/v1/quotes`. */
@MerchantController('quotes')
export class QuotesController {
  constructor(
    private readonly quotes: Quotes,
    private readonly idempotency: IdempotencyRepository,
  ) {}

  @Post()
  @HttpCode(200)
  @Idempotent()
  @Route({
    id: 'quote',
    right: 'orders:place',
    summary: 'Tax and shipping, without an order',
    body: quoteSchema,
    answers: { 200: ['The quote', quoteAnswerSchema] },
    problems: {
      409: 'The same idempotency key is being handled',
      422: 'Fields that are wrong, each with code and pointer; or a basket that cannot be priced',
    },
  })
  async quote(@Body() basket: QuoteBody, @Context() { caller, attempt }: RequestContext): Promise<object> {
    if (attempt.found !== undefined) {
      const { answer } = attempt.found;
      invariant(answer !== undefined, 'an idempotency record on a quote keeps its answer');
      return JSON.parse(answer);
    }
    refuseIfAny(checkBasket(basket));
    const answer = answerQuote(basket.currency, await this.quotes.price(caller, basket));
    await this.idempotency.keep(attempt, { answer: JSON.stringify(answer) });
    return answer;
  }
}
