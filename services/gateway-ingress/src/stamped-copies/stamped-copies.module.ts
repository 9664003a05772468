import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { CopyRetriesController } from './copy-retries.controller.js';
import { StampedCopies } from './stamped-copies.client.js';
import { StampedCopiesController } from './stamped-copies.controller.js';

@Module({
  imports: [AccessRecordModule, OrdersModule],
  controllers: [StampedCopiesController, CopyRetriesController],
  providers: [StampedCopies],
})
export class StampedCopiesModule {}
