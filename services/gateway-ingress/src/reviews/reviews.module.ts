import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { OutcomesModule } from '../outcomes/outcomes.module.js';
import { ResolveReview } from './resolve-review.handler.js';
import { ReviewQueueController } from './review-queue.controller.js';
import { ReviewsController } from './reviews.controller.js';

@Module({
  imports: [OrdersModule, OutcomesModule],
  controllers: [ReviewsController, ReviewQueueController],
  providers: [ResolveReview],
})
export class ReviewsModule {}
