import { Controller } from '@nestjs/common';
import {
  type PageOfReviewsRequest,
  PageOfReviewsRequestSchema,
  PageOfReviewsResponseSchema,
  type ResolveReviewRequest,
  ResolveReviewRequestSchema,
  ResolveReviewResponseSchema,
  requests,
} from '@tollgate/contracts';
import { OnRequest, type RequestContext } from '@tollgate/messaging';
import { HeldOrdersRepository } from './held-orders.repository.js';
import { ReviewHandler } from './review.handler.js';

const MAX_PAGE = 100;

@Controller()
export class ReviewResponder {
  constructor(
    private readonly reviews: ReviewHandler,
    private readonly queue: HeldOrdersRepository,
  ) {}

  @OnRequest(requests.resolveReview, ResolveReviewRequestSchema, ResolveReviewResponseSchema)
  resolve(request: ResolveReviewRequest, { traceparent }: RequestContext) {
    return this.reviews.resolve(request, traceparent);
  }

  @OnRequest(requests.pageOfReviews, PageOfReviewsRequestSchema, PageOfReviewsResponseSchema)
  async page({ limit, ...request }: PageOfReviewsRequest) {
    const { orders, nextCursor } = await this.queue.page({ ...request, limit: Math.min(Math.max(limit, 1), MAX_PAGE) });
    return { orders: [...orders], nextCursor };
  }
}
