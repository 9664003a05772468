import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { GoodsModule } from '../goods/goods.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { GoodOrders } from './good-orders.client.js';
import { TellOwners } from './tell-owners.handler.js';
import { UpdateNoticesController } from './update-notices.controller.js';
import { UpdateNotices } from './update-notices.repository.js';

/** Mails to the owners of older versions. */
@Module({
  imports: [AccessRecordModule, GoodsModule, OperatorMailsModule],
  controllers: [UpdateNoticesController],
  providers: [GoodOrders, TellOwners, UpdateNotices],
  exports: [TellOwners],
})
export class UpdateNoticesModule {}
