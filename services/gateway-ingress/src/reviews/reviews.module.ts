import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { OutcomesModule } from '../outcomes/outcomes.module.js';
import { ResolveReview } from './resolve-review.handler.js';
import { ReviewsController } from './reviews.controller.js';

@Module({ imports: [OrdersModule, OutcomesModule], controllers: [ReviewsController], providers: [ResolveReview] })
export class ReviewsModule {}
