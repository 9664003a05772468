import { Body, Inject, Post, Req, Res } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { settles } from '@tollgate/order';
import { CLOCK } from '@tollgate/service';
import type { FastifyReply } from 'fastify';
import { checkStrayNumber } from '../cards/stray-number.js';
import { type CallerRequest, contextOf } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { answerWith, type HttpAnswer } from '../http/http-answer.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { orderAnswerSchema, orderProblemSchema } from '../orders/order-answer.schema.js';
import { PlaceOrder } from '../placements/place-order.handler.js';
import { refuseIfAny } from '../validation/field-error.js';
import { checkCredit } from './check-credit.js';
import { type CreditBody, creditSchema } from './credit.schema.js';
import { CreditIntake } from './credit-intake.handler.js';

const settling = new Set<string>(settles('credit'));

/** Money to a card without a sale before it: `POST /v1/credits`. */
@MerchantController('credits')
export class CreditsController {
  constructor(
    private readonly orders: PlaceOrder,
    private readonly intake: CreditIntake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @Command()
  @Route({
    id: 'placeCredit',
    right: 'credits:create',
    summary: 'Gives money to a card without a sale before it, and waits for its outcome',
    description:
      'Off until the store’s settings (area `credits`) allow it, and for API keys until they say so, too. It makes an order of its own, of type ' +
      '`credit`, which ends `credited` or `declined`, and can be neither captured, voided nor refunded. To give back what was sold, refund its ' +
      'order instead.',
    body: creditSchema,
    answers: {
      201: ['Credited', orderAnswerSchema],
      202: ['Still under way: see Location', orderAnswerSchema],
    },
    problems: {
      402: ['Declined: nothing was given; the order is inside', orderProblemSchema],
      403: 'Credits are off for this store (`credit_off`), or for API keys (`credit_by_key_off`)',
      409: [
        'The same card got the same amount within 24 hours, and that order is inside (`duplicate_credit`); the day’s limit is reached ' +
          '(`credit_day_limit`); or the same key is still running',
        orderProblemSchema,
      ],
      422: 'Fields that are wrong, each with code and pointer; also `credit_currency_off`, `credit_amount_limit`, and `card_blocked`, `email_blocked`, `email_domain_blocked`, `country_blocked` by your block list',
    },
  })
  async credit(
    @Body() body: CreditBody,
    @Req() request: CallerRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    refuseIfAny(checkStrayNumber(body.payment.card, { own: '/payment/card/number', request }));
    return answerWith(reply, await this.creditOrAnswerAgain(body, request));
  }

  private async creditOrAnswerAgain(body: CreditBody, request: CallerRequest): Promise<HttpAnswer> {
    const context = contextOf(request);
    const { found } = context.attempt;
    if (found !== undefined) return this.orders.answerAgain(found, context);
    refuseIfAny(checkCredit(body, this.clock.now()));
    const order = newId();
    const take = () => this.intake.take({ order, body, context });
    return this.orders.record({ order, concerns: (news) => settling.has(news), take }, context);
  }
}
