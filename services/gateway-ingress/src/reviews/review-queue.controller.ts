import { Get, Query } from '@nestjs/common';
import { PageOfReviewsRequestSchema, PageOfReviewsResponseSchema, requests } from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema } from '../http/paging.js';
import { Route } from '../http/route.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { describeReview } from './describe-review.js';
import { heldOrderSchema } from './review.schema.js';

/** The orders that wait for their review: `GET /v1/reviews`. */
@MerchantController('reviews')
export class ReviewQueueController {
  constructor(
    private readonly own: OwnOrders,
    private readonly requests: Requests,
  ) {}

  @Get()
  @Route({
    id: 'listReviews',
    right: 'orders:read',
    summary: 'Orders that are held for your review, oldest deadline first',
    description:
      'One whose review ends as you ask is left out: a page may have fewer than you asked for, and another one after it.',
    query: listSchema,
    answers: { 200: ['A page of held orders', listOf(heldOrderSchema, 'HeldOrderList')] },
    problems: { 422: 'A limit or cursor that is none' },
  })
  async list(@Query() query: ListQuery, @Context() { caller, traceparent, requestId }: RequestContext): Promise<object> {
    const { merchant, mode } = caller;
    const page = await this.requests.request(
      requests.pageOfReviews,
      PageOfReviewsRequestSchema,
      PageOfReviewsResponseSchema,
      { merchant, mode, ...query },
      { traceparent, requestId },
    );
    const orders = await Promise.all(page.orders.map((id) => this.own.load(caller, id)));
    const reviews = orders.flatMap((one) =>
      one === undefined ? [] : [{ ...describeReview(one.order), order: this.own.describe(one) }],
    );
    const data = reviews.filter(({ status }) => status === 'held');
    return { data, nextCursor: page.nextCursor || null };
  }
}
