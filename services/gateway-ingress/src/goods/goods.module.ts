import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { FileStore } from './file-store.client.js';
import { FileUploadsController } from './file-uploads.controller.js';
import { Goods } from './goods.client.js';
import { GoodsController } from './goods.controller.js';
import { Stamps } from './stamps.client.js';
import { StampsController } from './stamps.controller.js';

@Module({
  imports: [AccessRecordModule],
  controllers: [GoodsController, FileUploadsController, StampsController],
  providers: [Goods, FileStore, Stamps],
  exports: [Goods],
})
export class GoodsModule {}
