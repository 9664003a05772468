import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { FileStore } from './file-store.client.js';
import { FileUploadsController } from './file-uploads.controller.js';
import { Goods } from './goods.client.js';
import { GoodsController } from './goods.controller.js';

@Module({
  imports: [AccessRecordModule],
  controllers: [GoodsController, FileUploadsController],
  providers: [Goods, FileStore],
  exports: [Goods],
})
export class GoodsModule {}
