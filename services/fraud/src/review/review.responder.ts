import { Controller } from '@nestjs/common';
import {
  type ResolveReviewRequest,
  ResolveReviewRequestSchema,
  ResolveReviewResponseSchema,
  requests,
} from '@tollgate/contracts';
import { OnRequest, type RequestContext } from '@tollgate/messaging';
import { ReviewHandler } from './review.handler.js';

@Controller()
export class ReviewResponder {
  constructor(private readonly reviews: ReviewHandler) {}

  @OnRequest(requests.resolveReview, ResolveReviewRequestSchema, ResolveReviewResponseSchema)
  resolve(request: ResolveReviewRequest, { traceparent }: RequestContext) {
    return this.reviews.resolve(request, traceparent);
  }
}
