import { Body, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { answerWith } from '../http/http-answer.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { orderAnswerSchema, orderProblemSchema } from '../orders/order-answer.schema.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { orderParameters } from '../validation/fields.schema.js';
import { describeReview } from './describe-review.js';
import { ResolveReview } from './resolve-review.handler.js';
import { type ReviewBody, reviewAnswerSchema, reviewSchema } from './review.schema.js';

/** Looks at held orders: `/v1/orders/{id}/review`. */
@MerchantController('orders/:id/review')
export class ReviewsController {
  constructor(
    private readonly reviews: ResolveReview,
    private readonly own: OwnOrders,
  ) {}

  @Post()
  @Command()
  @Route({
    id: 'reviewOrder',
    right: 'reviews:resolve',
    summary: 'Accepts or rejects a held order',
    description:
      'An accepted order goes on to the issuer, without the card’s security code, of which nothing is kept. One that nobody looked at until its ' +
      'deadline is rejected.',
    params: orderParameters,
    body: reviewSchema,
    answers: {
      201: ['Accepted, and approved by the issuer', orderAnswerSchema],
      202: ['Accepted, and still under way', orderAnswerSchema],
    },
    problems: {
      402: ['Rejected by you, or declined by the issuer, with the order inside', orderProblemSchema],
      404: 'Absent, malformed, or another merchant’s',
      409: 'The order was never held (`not_held`), or its review has come to its end (`review_resolved`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  async review(
    @Param('id') order: string,
    @Body() body: ReviewBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return answerWith(reply, await this.reviews.resolve(order, body, context));
  }

  @Get()
  @Route({
    id: 'getReview',
    right: 'orders:read',
    summary: 'Whether the order is or was held, and what was decided',
    params: orderParameters,
    answers: { 200: ['The review', reviewAnswerSchema] },
    problems: { 404: 'Absent, malformed, or another merchant’s' },
  })
  async get(@Param('id') order: string, @Context() { caller }: RequestContext): Promise<object> {
    return describeReview((await this.own.find(caller, order)).order);
  }
}
