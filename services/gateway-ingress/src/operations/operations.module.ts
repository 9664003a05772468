import { Module } from '@nestjs/common';
import { CapturesController } from '../captures/captures.controller.js';
import { OrdersModule } from '../orders/orders.module.js';
import { OutcomesModule } from '../outcomes/outcomes.module.js';
import { RefundsController } from '../refunds/refunds.controller.js';
import { VoidsController } from '../voids/voids.controller.js';
import { RequestOperation } from './request-operation.handler.js';

/** What merchants ask of an order's money. */
@Module({
  imports: [OrdersModule, OutcomesModule],
  controllers: [CapturesController, VoidsController, RefundsController],
  providers: [RequestOperation],
})
export class OperationsModule {}
