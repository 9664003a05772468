import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { FraudLists } from './fraud-lists.client.js';
import { FraudListsController } from './fraud-lists.controller.js';
import { ManageFraudLists } from './fraud-lists.handler.js';
import { OrderBlockController } from './order-block.controller.js';

@Module({
  imports: [OrdersModule],
  controllers: [FraudListsController, OrderBlockController],
  providers: [FraudLists, ManageFraudLists],
  exports: [FraudLists],
})
export class FraudListsModule {}
