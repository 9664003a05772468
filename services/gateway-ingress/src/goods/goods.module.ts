import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { ExportsModule } from '../exports/exports.module.js';
import { FileStore } from './file-store.client.js';
import { FileUploadsController } from './file-uploads.controller.js';
import { Goods } from './goods.client.js';
import { GoodsController } from './goods.controller.js';
import { StampSamples } from './stamp-samples.client.js';
import { StampSamplesController } from './stamp-samples.controller.js';
import { Stamps } from './stamps.client.js';
import { StampsController } from './stamps.controller.js';

@Module({
  imports: [AccessRecordModule, ExportsModule],
  controllers: [GoodsController, FileUploadsController, StampsController, StampSamplesController],
  providers: [Goods, FileStore, Stamps, StampSamples],
  exports: [Goods],
})
export class GoodsModule {}
