import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { GoodsModule } from '../goods/goods.module.js';
import { Uploads } from './uploads.client.js';
import { UploadsController } from './uploads.controller.js';

/** Files that come in pieces. */
@Module({ imports: [AccessRecordModule, GoodsModule], controllers: [UploadsController], providers: [Uploads] })
export class UploadsModule {}
